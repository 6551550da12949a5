package io.quorate.transport.loopback;

import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The air between members of one JVM: who is there to hear whom. Safe from any thread.
 *
 * <p>A network made by {@code new} is known only to who holds it; {@link #ofCluster} is how members
 * that know nothing of each other but their cluster's id meet within the JVM.
 */
public final class LoopbackNetwork {
    private static final ConcurrentMap<Long, LoopbackNetwork> OF_CLUSTER =
            new ConcurrentHashMap<>();

    private final ConcurrentMap<Integer, AtomicReference<Ear>> seats = new ConcurrentHashMap<>();

    /** The one network of that cluster in this JVM. */
    public static LoopbackNetwork ofCluster(final long clusterId) {
        return OF_CLUSTER.computeIfAbsent(clusterId, id -> new LoopbackNetwork());
    }

    /**
     * Begins a life of a member, which hears only what is said from now on.
     *
     * @param self    the member
     * @param members all whom it may speak to at first; itself may be among them
     * @throws TransportException when the member already lives here
     */
    public LoopbackTransport open(final int self, final Collection<Integer> members) {
        final AtomicReference<Ear> seat = seat(self);
        final Ear ear = new Ear();
        if (!seat.compareAndSet(null, ear)) {
            throw new TransportException("member " + self + " is already open on this loopback"
                    + " network; close it first, or give this one another id");
        }
        final LoopbackTransport transport = new LoopbackTransport(this, self, ear);
        transport.peers(members.stream().map(id -> new Peer(id, "")).toList());
        return transport;
    }

    AtomicReference<Ear> seat(final int member) {
        return seats.computeIfAbsent(member, id -> new AtomicReference<>());
    }
}
