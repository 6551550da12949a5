package io.quorate.detector;

import java.util.SplittableRandom;

/**
 * Raft's schedule (§5.2): each round lasts a time that is drawn anew, however many went before. A
 * member stands as soon as it suspects if suspicion itself comes at random, else after a random
 * part of {@code spread}.
 */
final class RandomTimeouts implements ElectionSchedule {
    private final long minNs;
    private final long maxNs;
    private final long spreadNs;
    private final SplittableRandom random;

    RandomTimeouts(final long minNs, final long maxNs, final long spreadNs,
            final SplittableRandom random) {
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.spreadNs = spreadNs;
        this.random = random;
    }

    @Override
    public long standDelayNs() {
        return spreadNs == 0 ? 0 : random.nextLong(spreadNs);
    }

    @Override
    public long roundNs() {
        return minNs == maxNs ? minNs : random.nextLong(minNs, maxNs);
    }

    @Override
    public void stood() {
    }

    @Override
    public void established() {
    }
}
