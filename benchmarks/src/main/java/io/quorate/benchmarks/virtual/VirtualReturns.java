package io.quorate.benchmarks.virtual;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One member after another is away for a while and comes back, in virtual time: it lacks entries,
 * and gets them from its leader's log, or in their place its snapshot.
 */
final class VirtualReturns {
    private static final int AT_ONCE = 100;
    private static final int PAYLOAD = 32;

    private final VirtualCluster cluster;
    private final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocate(PAYLOAD));

    /** A cluster whose state machines have so many bytes of state. */
    VirtualReturns(final VirtualSettings settings, final int stateBytes) {
        cluster = new VirtualCluster(settings, 0, () -> new VirtualState(stateBytes));
    }

    /**
     * A follower goes, so many commands are committed, it comes back: until it has applied all.
     *
     * @param isCompacted whether its leader has a snapshot in place of those commands by then
     * @return nanoseconds
     */
    long next(final int commands, final boolean isCompacted) {
        cluster.until(cluster::isSettled);
        compactAll();
        final VirtualNode leader = cluster.leader();
        final VirtualNode away = cluster.nodes().stream().filter(node -> node != leader)
                .findFirst().orElseThrow();
        away.crash();
        for (int i = 0; i < commands; i += AT_ONCE) {
            commit(leader);
        }
        if (isCompacted) {
            compact(leader);
        }
        cluster.pass(cluster.random().nextLong(cluster.settings().heartbeatNs()));
        final long all = leader.raft().commitIndex();
        final long fromNs = cluster.nowNs();
        cluster.start(away);
        cluster.until(() -> away.appliedIndex() >= all);
        if (isCompacted != away.snapshotIndex() >= all) {
            throw new IllegalStateException("it was to come back by a "
                    + (isCompacted ? "snapshot" : "log") + ", and came by the other");
        }
        return cluster.nowNs() - fromNs;
    }

    private void commit(final VirtualNode leader) {
        for (int i = 0; i < AT_ONCE; i++) {
            leader.raft().propose(command, 0, PAYLOAD);
        }
        leader.wake();
        final long last = leader.raft().lastIndex();
        cluster.until(() -> leader.appliedIndex() >= last);
    }

    /** So that no log keeps what former trials left, and memory holds many of them. */
    private void compactAll() {
        cluster.nodes().forEach(this::compact);
    }

    private void compact(final VirtualNode node) {
        final long applied = node.appliedIndex();
        if (node.snapshotIndex() < applied) {
            node.takeSnapshot();
            cluster.until(() -> node.snapshotIndex() >= applied);
        }
    }
}
