package io.quorate.detector;

import java.util.SplittableRandom;

/**
 * Raft's own detector: a leader that was not heard for a random time is suspected (§5.2). The
 * time is drawn anew, from the whole range, each time the leader is heard, so that survivors
 * seldom stand at the same instant.
 */
public final class ElectionTimeout extends Watch {
    private final long minNs;
    private final long maxNs;
    private final SplittableRandom random;
    private long deadlineNs;

    /**
     * Draws from {@code [minNs, maxNs)}, or always {@code minNs} when both are equal.
     *
     * @param nowNs when the first wait begins
     */
    public ElectionTimeout(final long minNs, final long maxNs, final SplittableRandom random,
            final long nowNs) {
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.random = random;
        begin(nowNs);
    }

    @Override
    void begin(final long nowNs) {
        deadlineNs = nowNs + (minNs == maxNs ? minNs : random.nextLong(minNs, maxNs));
    }

    @Override
    void heard(final long nowNs) {
        begin(nowNs);
    }

    @Override
    boolean isOverdue(final long nowNs) {
        return nowNs - deadlineNs >= 0;
    }

    @Override
    long dueNs() {
        return deadlineNs;
    }
}
