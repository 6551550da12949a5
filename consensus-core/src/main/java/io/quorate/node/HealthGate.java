package io.quorate.node;

import io.quorate.port.DiskProbe;
import io.quorate.raft.Fitness;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;

/**
 * Keeps the office with the healthy. An unhealthy leader hands over, now and then at most, if
 * anybody fit can take over, and otherwise goes on: it never leaves the office with nobody to take
 * it, for whom a transfer can't make leader, an election couldn't. An unhealthy follower does not
 * stand until there has been no leader for several election timeouts, so that two unhealthy voters
 * are still a cluster; it votes as any other, and tells its leader.
 */
final class HealthGate {
    private static final int ANYBODY = 0;
    private static final int BEATS_OF_NOTICE = 3;

    private final HealthMonitor monitor;
    private DiskProbe probe = DiskProbe.NONE;
    private final Raft raft;
    private final long quietNs;
    private final long retryNs;
    private final long noticeNs;
    private final long standAfterNs;
    private long dueNs;
    private long leaderSeenNs;
    private long mayHandOverNs;
    private long healthyNs;
    private long commitIndex;
    private long committedNs;
    private long handOvers;

    /** Off until a monitor with bounds takes the place of one without. */
    HealthGate(final HealthLimits limits, final Raft raft, final RaftConfig config,
            final long nowNs) {
        monitor = new HealthMonitor(limits);
        this.raft = raft;
        quietNs = limits.quietNs();
        retryNs = config.electionTimeoutNsMin();
        noticeNs = BEATS_OF_NOTICE * config.heartbeatNs();
        mayHandOverNs = nowNs;
        healthyNs = nowNs;
        standAfterNs = limits.standAfter() * config.electionTimeoutNsMax();
        leaderSeenNs = nowNs;
        committedNs = nowNs;
        dueNs = nowNs;
    }

    /** From now on the disk is asked by that, too. */
    void watchBy(final DiskProbe ofDisk) {
        probe = ofDisk;
    }

    /** Judges what the cycle knows at {@code nowNs}, and acts on it; returns how much was done. */
    int settle(final long nowNs, final long appliedIndex) {
        monitor.onCycle(nowNs, dueNs);
        monitor.onLog(raft.lastIndex(), raft.durableIndex());
        monitor.onProbe(probe.waitedNs());
        monitor.onApply(raft.commitIndex(), appliedIndex);
        final boolean isHealthy = monitor.settle() == Health.HEALTHY;
        leaderSeenNs = raft.leaderId() == 0 ? leaderSeenNs : nowNs;
        raft.condition().judge(isHealthy ? Fitness.FIT
                : nowNs - leaderSeenNs < standAfterNs ? Fitness.UNFIT : Fitness.NEEDED);
        dueNs = nextDeadlineNs(nowNs);
        healthyNs = isHealthy ? nowNs : healthyNs;
        committedNs = raft.commitIndex() == commitIndex ? committedNs : nowNs;
        commitIndex = raft.commitIndex();
        return isToHandOver(nowNs) ? handOver(nowNs) : 0;
    }

    /** Raft's own, or the next look at what the disk says: nothing else may wake an idle node. */
    long nextDeadlineNs(final long nowNs) {
        final long raftNs = raft.nextDeadlineNs();
        final long lookNs = nowNs + probe.intervalNs();
        return probe.intervalNs() == 0 || raftNs - lookNs < 0 ? raftNs : lookNs;
    }

    /** What makes this node ill may do so to all of them: they are given time to say so. */
    private boolean isToHandOver(final long nowNs) {
        return raft.role() == Role.LEADER && nowNs - healthyNs > noticeNs
                && nowNs - mayHandOverNs >= 0;
    }

    private int handOver(final long nowNs) {
        final boolean isBegun = raft.transfer(ANYBODY) > 0;
        mayHandOverNs = nowNs + (isBegun ? quietNs : retryNs);
        handOvers += isBegun ? 1 : 0;
        return isBegun ? 1 : 0;
    }

    /** How often this node has begun to hand over for the sake of its health. */
    long handOvers() {
        return handOvers;
    }

    /** By what the disk is asked. */
    DiskProbe probe() {
        return probe;
    }

    HealthMonitor monitor() {
        return monitor;
    }

    /** What waits at that time, besides so many reads and whom there was no room for. */
    Explain.Waiting waiting(final long nowNs, final long appliedIndex, final long reads,
            final Overload overload) {
        return new Explain.Waiting(nowNs - leaderSeenNs, nowNs - committedNs, monitor.health(),
                nowNs - monitor.sinceNs(), appliedIndex, monitor.applyNs(), reads,
                overload);
    }
}
