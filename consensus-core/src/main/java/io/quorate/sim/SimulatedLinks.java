package io.quorate.sim;

import io.quorate.port.Liveness;
import io.quorate.port.TransportFactory.Peer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;

/**
 * The links by which processes watch each other, if the run has them. A host that is there tells
 * that a process of its is gone, to whomever its words reach; one that went down says nothing.
 */
final class SimulatedLinks {
    private static final long NEWS_NS_MAX = 2 * Conditions.MILLIS;

    private final World world;
    private final Chance chance;
    private final boolean isThere;
    private final List<Link> links = new ArrayList<>();
    private final IntHashSet gone = new IntHashSet();    // as their hosts tell whoever asks

    /** Links that are there with that chance. */
    SimulatedLinks(final World world, final Chance chance, final double share) {
        this.world = world;
        this.chance = chance;
        isThere = chance.is(share);
        for (int id = 0; id <= world.conditions.cluster().nodes(); id++) {
            links.add(new Link());
        }
    }

    /** One node's end, in the life that begins. */
    Liveness of(final SimulatedNode node) {
        links.set(node.id(), new Link());
        gone.remove(node.id());
        return links.get(node.id());
    }

    /** Whether a client with links to all knows that this process has ended. */
    boolean isGone(final int id) {
        return gone.contains(id);
    }

    /** A process has ended, alone or with its host. */
    void ended(final SimulatedNode ended, final boolean isHostDown) {
        if (isThere && !isHostDown) {
            gone.add(ended.id());
        }
        for (final SimulatedNode other : world.nodes) {
            if (isThere && !isHostDown && other != ended && other.isUp()
                    && !world.network.isCut(ended.id(), other.id())) {
                final Link link = links.get(other.id());
                world.time.after(chance.between(1, NEWS_NS_MAX), () -> {
                    link.lost.addInt(ended.id());
                    other.wakeSoon();
                    world.coverage.count(Fault.LOST_LINK);
                });
            }
        }
    }

    private static final class Link implements Liveness {
        private final IntArrayList lost = new IntArrayList();

        @Override
        public int poll(final LostHandler handler) {
            final int count = lost.size();
            for (int i = 0; i < count; i++) {
                handler.onLost(lost.getInt(i));
            }
            lost.clear();
            return count;
        }

        @Override
        public void peers(final List<Peer> peers) {
            // whoever speaks of a process speaks of a member
        }

        @Override
        public void close() {
            // the next life has a link of its own
        }
    }
}
