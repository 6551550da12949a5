package io.quorate.peers;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A system whose nodes live in this JVM; how commands get to them is its own affair. */
public abstract class EmbeddedPeer<N extends PeerNode> implements Peer {
    /** By their ids. */
    protected final List<N> nodes = new ArrayList<>();
    private int leader = -1;

    /** Starts a node, with the next id. */
    protected final void start(final N node) {
        nodes.add(node);
        node.start();
    }

    /** Waits until one of the nodes leads. */
    protected final void awaitLeader(final String system) {
        Deadline.await("a leader of " + system, () -> leader() >= 0);
    }

    /** The bytes of a command, for a system that takes arrays. */
    protected static byte[] bytes(final DirectBuffer command, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        command.getBytes(offset, bytes);
        return bytes;
    }

    @Override
    public final int leader() {
        if (leader < 0 || !nodes.get(leader).isLeader()) {
            leader = newestLeader();
        }
        return leader;
    }

    private int newestLeader() {
        int newest = -1;
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).isLeader()
                    && (newest < 0 || nodes.get(node).term() > nodes.get(newest).term())) {
                newest = node;
            }
        }
        return newest;
    }

    @Override
    public final void kill(final int node) {
        nodes.get(node).kill();
    }

    @Override
    public final void restart(final int node) {
        nodes.get(node).start();
    }

    @Override
    public final long applied() {
        return leader() < 0 ? 0 : nodes.get(leader).applied();
    }

    /** Ends the nodes that live. */
    @Override
    public void close() {
        nodes.stream().filter(PeerNode::isAlive).forEach(PeerNode::kill);
    }
}
