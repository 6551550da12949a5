package io.quorate.benchmarks.doctor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How well a thread of this host keeps time: by how much a wait of a millisecond is overslept. What
 * an idle node oversleeps, its heartbeats and timeouts are late.
 *
 * @param stepNs      the smallest step of the clock, in nanoseconds
 * @param overshootNs by how much each wait was overslept, in nanoseconds
 */
public record Pulse(long stepNs, Histogram overshootNs) {
    private static final long WAIT_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int STEPS = 100_000;

    /** Takes the pulse for so many nanoseconds. */
    public static Pulse take(final long durationNs) {
        final Histogram overshootNs = new Histogram(LONGEST_NS, 3);
        final long endNs = System.nanoTime() + durationNs;
        while (System.nanoTime() - endNs < 0) {
            final long beganNs = System.nanoTime();
            LockSupport.parkNanos(WAIT_NS);
            final long lateNs = System.nanoTime() - beganNs - WAIT_NS;
            overshootNs.recordValue(Math.min(LONGEST_NS, Math.max(0, lateNs)));
        }
        return new Pulse(step(), overshootNs);
    }

    private static long step() {
        long smallest = Long.MAX_VALUE;
        long before = System.nanoTime();
        for (int i = 0; i < STEPS; i++) {
            final long now = System.nanoTime();
            if (now > before) {
                smallest = Math.min(smallest, now - before);
            }
            before = now;
        }
        return smallest;
    }

    /** The time that only one wait of a thousand is overslept by, in nanoseconds. */
    public long hiccupNs() {
        return overshootNs.getValueAtPercentile(99.9);
    }
}
