package io.quorate.results;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does nothing but sleep for a millisecond at a time: what it oversleeps by, every
 * other thread of the JVM might have been held up by. It remembers when, for the newest of them.
 */
final class HiccupMeter {
    private static final long WAIT_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long WORTH_NS = WAIT_NS / 2;
    private static final int REMEMBERED = 4096;

    private final long[] endNs = new long[REMEMBERED];
    private final long[] lateNs = new long[REMEMBERED];
    private long hiccups;
    private long dueNs;

    private HiccupMeter() {
        dueNs = System.nanoTime() + WAIT_NS;
    }

    static HiccupMeter start() {
        final HiccupMeter meter = new HiccupMeter();
        final Thread thread = new Thread(meter::run, "quorate-hiccups");
        thread.setDaemon(true);
        thread.start();
        return meter;
    }

    private void run() {
        while (true) {
            final long beganNs = System.nanoTime();
            due(beganNs + WAIT_NS);
            LockSupport.parkNanos(WAIT_NS);
            final long nowNs = System.nanoTime();
            if (nowNs - beganNs - WAIT_NS > WORTH_NS) {
                note(nowNs, nowNs - beganNs - WAIT_NS);
            }
        }
    }

    private synchronized void due(final long atNs) {
        dueNs = atNs;
    }

    private synchronized void note(final long atNs, final long byNs) {
        final int at = (int) (hiccups++ % REMEMBERED);
        endNs[at] = atNs;
        lateNs[at] = byNs;
    }

    /** The longest that ended after then, or that goes on; of one that began before, all of it. */
    synchronized long longestSince(final long fromNs) {
        long longest = Math.max(0, System.nanoTime() - dueNs);
        for (int i = 0; i < Math.min(hiccups, REMEMBERED); i++) {
            if (endNs[i] - fromNs >= 0) {
                longest = Math.max(longest, lateNs[i]);
            }
        }
        return longest;
    }
}
