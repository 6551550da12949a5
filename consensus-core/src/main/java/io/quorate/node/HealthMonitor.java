package io.quorate.node;

/**
 * Judges once in a duty cycle, from what the cycle knows anyway, whether its node is fit to lead:
 * how long the disk takes, for the log or for who asks it, how long what is committed waits to be
 * applied, how late cycles come.
 */
final class HealthMonitor {
    private final Backlog syncing;
    private final Backlog applying;
    private final Symptom disk;
    private final Symptom apply;
    private final Symptom loop;
    private long nowNs;
    private long lateNs;
    private long probedNs;
    private boolean isBegun;
    private Health health = Health.HEALTHY;
    private long sinceNs;

    HealthMonitor(final HealthLimits limits) {
        syncing = new Backlog(limits.diskNs());
        applying = new Backlog(limits.applyNs());
        disk = new Symptom(limits.diskNs(), limits.patienceNs(), limits.quietNs());
        apply = new Symptom(limits.applyNs(), limits.patienceNs(), limits.quietNs());
        loop = new Symptom(limits.loopNs(), limits.patienceNs(), limits.quietNs());
    }

    /**
     * A cycle has read the clock. It is late by the time since it fell due, or since the one before
     * it if it was due then already: an idle node that sleeps until something is due is in time.
     *
     * @param dueNs when something fell due after the cycle before
     */
    void onCycle(final long cycleNs, final long dueNs) {
        final long fromNs = dueNs - nowNs > 0 ? dueNs : nowNs;
        lateNs = isBegun ? Math.max(0, cycleNs - fromNs) : 0;
        isBegun = true;
        nowNs = cycleNs;
    }

    /** So far the log goes, and so far it is durable. */
    void onLog(final long lastIndex, final long durableIndex) {
        syncing.settle(nowNs, lastIndex, durableIndex);
    }

    /** So long the disk has owed an answer to who asks it, whatever the log wants of it. */
    void onProbe(final long waitedNs) {
        probedNs = waitedNs;
    }

    /** So far entries are known to be committed, and so far they are applied. */
    void onApply(final long commitIndex, final long appliedIndex) {
        applying.settle(nowNs, commitIndex, appliedIndex);
    }

    /** Judges what this cycle was told. */
    Health settle() {
        final boolean isDiskIll = disk.settle(nowNs, diskNs());
        final boolean isApplyIll = apply.settle(nowNs, applying.ageNs(nowNs));
        final boolean isLoopIll = loop.settle(nowNs, lateNs);
        final Health before = health;
        health = isDiskIll ? Health.SLOW_DISK : isApplyIll ? Health.SLOW_APPLY
                : isLoopIll ? Health.SLOW_LOOP : Health.HEALTHY;
        sinceNs = health == before ? sinceNs : nowNs;
        return health;
    }

    /** What was judged last. */
    Health health() {
        return health;
    }

    /** Since when it is as it is. */
    long sinceNs() {
        return sinceNs;
    }

    /**
     * The age of the oldest entry that is not durable, up to a few times its bound, or of the
     * question that the disk owes an answer to.
     */
    long diskNs() {
        return Math.max(syncing.ageNs(nowNs), probedNs);
    }

    /** The age of the oldest entry that is committed and not applied. */
    long applyNs() {
        return applying.ageNs(nowNs);
    }

    /** How many entries are committed and not applied. */
    long unapplied() {
        return applying.size();
    }

    /** How late the newest cycle came. */
    long lateNs() {
        return lateNs;
    }
}
