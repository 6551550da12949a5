package io.quorate.peers.aeron;

import io.aeron.cluster.service.Cluster;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Yields at the leader, sleeps at followers: with a dozen threads on few cores, followers' services
 * that yield take the leader's time.
 */
final class RoleAwareIdle implements IdleStrategy {
    private static final long NAP_NS = 50_000;

    private volatile boolean isLeader;

    void onRole(final Cluster.Role role) {
        isLeader = role == Cluster.Role.LEADER;
    }

    @Override
    public void idle(final int workCount) {
        if (workCount <= 0) {
            idle();
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck")     // the client needs the core
    public void idle() {
        if (isLeader) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NS);
        }
    }

    @Override
    public void reset() {
        // no state between two turns
    }
}
