package io.quorate.detector;

import static io.quorate.detector.WatchedPeer.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElectionTimeoutTest extends FailureDetectorContract {
    private static final long MIN = 500 * MS;
    private static final long MAX = 1000 * MS;

    @Override
    FailureDetector detector(final long nowNs) {
        return new ElectionTimeout(MIN, MAX, new SplittableRandom(1), nowNs);
    }

    /** The draw of a seed is the same each time, so that asking often or seldom is comparable. */
    @Override
    long worstCaseNs() {
        return MAX;
    }

    @Test
    void waitsAreDrawnAnewEachTimeAndFillTheWholeRange() {
        final FailureDetector detector = detector(0);
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 10_000; i++) {
            detector.onHeard(0);
            shortest = Math.min(shortest, detector.deadlineNs());
            longest = Math.max(longest, detector.deadlineNs());
        }
        assertTrue(shortest >= MIN && shortest < MIN + MS, "shortest " + shortest);
        assertTrue(longest < MAX && longest > MAX - MS, "longest " + longest);
    }

    @Test
    void equalEndsAreAFixedTimeout() {
        final FailureDetector detector =
                new ElectionTimeout(MIN, MIN, new SplittableRandom(1), 0);
        detector.onHeard(7);
        assertEquals(7 + MIN, detector.deadlineNs());
    }
}
