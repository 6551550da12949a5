package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * How every trial begins: with a leader that has led for two heartbeats at least, and at a moment
 * that is anywhere in the heartbeat's interval with equal chance. Without that chance the fault
 * would fall at the same place after each heartbeat, and all trials would be one.
 */
final class TrialStart {
    private static final int HEARTBEATS_STABLE = 2;

    private final ClusterRig rig;
    private final SplittableRandom random;
    private final long heartbeatNs;

    TrialStart(final ClusterRig rig, final long seed) {
        this.rig = rig;
        random = new SplittableRandom(seed);
        heartbeatNs = TimeUnit.MILLISECONDS.toNanos(rig.config().heartbeatMs());
    }

    /** Waits for such a moment, with {@code load} called in every turn; returns the leader. */
    Member await(final Runnable load) {
        Member leader = rig.awaitLeader();
        long term = leader.term();
        long goAtNs = goAtNs();
        while (System.nanoTime() - goAtNs < 0) {
            rig.turn();
            load.run();
            rig.idle(0);
            if (rig.leader() != leader || leader.term() != term) {
                leader = rig.awaitLeader();      // it was deposed: begin again
                term = leader.term();
                goAtNs = goAtNs();
            }
        }
        return leader;
    }

    private long goAtNs() {
        return System.nanoTime() + HEARTBEATS_STABLE * heartbeatNs + random.nextLong(heartbeatNs);
    }
}
