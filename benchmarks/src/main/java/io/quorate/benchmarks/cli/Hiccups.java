package io.quorate.benchmarks.cli;

import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongArrayList;

/** How long a thread of this machine stands still though it wants to run, and how often. */
final class Hiccups {
    private static final long FROM_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private Hiccups() {
    }

    /** The gaps of a millisecond and more between two readings of the clock, one after another. */
    static long[] measure(final int seconds) {
        final LongArrayList gaps = new LongArrayList();
        final long startNs = System.nanoTime();
        long lastNs = startNs;
        while (lastNs - startNs < TimeUnit.SECONDS.toNanos(seconds)) {
            final long nowNs = System.nanoTime();
            if (nowNs - lastNs >= FROM_NS) {
                gaps.addLong(nowNs - lastNs);
            }
            lastNs = nowNs;
        }
        return gaps.toLongArray();
    }
}
