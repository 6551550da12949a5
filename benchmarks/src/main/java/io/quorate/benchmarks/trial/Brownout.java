package io.quorate.benchmarks.trial;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * For how long an outage is felt after it has ended: until a request is committed in usual time
 * while none is overdue. Usual is up to twice the 99th percentile of what requests took outside of
 * outages, over all trials of a rig; with fewer than 100 of them nothing is called usual.
 * <pre>
 *   calm: it learns ── t0 fault ── outage ── t7 first commit ── backlog ── t8 in usual time
 * </pre>
 * What is under way at a member that does not answer is in doubt, and does not count as overdue.
 * One thread.
 */
final class Brownout {
    private static final int SAMPLES_MIN = 100;
    private static final int USUAL = 2;                      // times the 99th percentile
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(1);

    private final Backlog backlog;
    private final Histogram calm = new Histogram(LONGEST_NS, 3);
    private boolean isCalm;
    private long calmSinceNs;
    private boolean isOutage;
    private boolean isOver;
    private long usualNs;
    private long overNs;

    /** Of a client with those requests. */
    Brownout(final Backlog backlog) {
        this.backlog = backlog;
    }

    /** A trial begins; requests that are due before its first commit tell nothing. */
    void start() {
        isCalm = false;
        isOutage = false;
        isOver = false;
        usualNs = 0;
    }

    /** The client has lost its leader: nor do those that are due before it has one again. */
    void upset() {
        isCalm = false;
    }

    /** Sums up what is usual. To be called before the fault, which must not wait for it. */
    void learn() {
        usualNs = calm.getTotalCount() < SAMPLES_MIN ? 0
                : USUAL * calm.getValueAtPercentile(99);
    }

    /** The fault strikes. */
    void onFault() {
        isOutage = true;
    }

    /** A request was committed. */
    void onCommit(final long dueNs, final long nowNs) {
        if (!isCalm) {
            isCalm = true;
            calmSinceNs = nowNs;
        } else if (!isOutage && dueNs - calmSinceNs >= 0) {
            calm.recordValue(Math.min(LONGEST_NS, Math.max(0, nowNs - dueNs)));
        }
    }

    /** The same, and the outage has ended; {@code silent} are members as bits, by their places. */
    void onCommitAfter(final long dueNs, final long nowNs, final long silent) {
        if (canEnd() && !isOver && nowNs - dueNs <= usualNs
                && !backlog.holdsBefore(nowNs - usualNs, silent)) {
            isOver = true;
            overNs = nowNs;
        }
    }

    /** Whether it is known what is usual, so that it can be told when it is so again. */
    boolean canEnd() {
        return usualNs > 0;
    }

    /** Whether latency is as usual again. */
    boolean isOver() {
        return isOver;
    }

    /** Since when. */
    long overNs() {
        return overNs;
    }
}
