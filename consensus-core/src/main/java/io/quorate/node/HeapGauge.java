package io.quorate.node;

import java.util.function.LongSupplier;

/**
 * How much of the heap is in use, looked at now and then: garbage included, as elsewhere. A node
 * that refuses everything allocates nothing, so nothing would ever be collected; therefore a gauge
 * above its limit brings a collection closer at each look, by some garbage of its own.
 */
public final class HeapGauge {
    /** Between two looks. */
    static final long INTERVAL_NS = 100_000_000;
    private static final int GARBAGE_BYTES_MAX = 4 << 20;
    private static final int LOOKS_TO_FILL = 64;

    private final LongSupplier heap;
    private final long limitBytes;
    private final long maxBytes;
    private long usedBytes;
    private long dueNs;
    private boolean isDue = true;                        // the first look is always due
    private volatile Object garbage;                     // so that no compiler finds it useless

    /**
     * A gauge of any heap.
     *
     * @param heap     tells the bytes in use
     * @param maxBytes the size that it can grow to
     * @param percent  of that size, above which too much is in use; 100 for never
     */
    HeapGauge(final LongSupplier heap, final long maxBytes, final int percent) {
        this.heap = heap;
        this.maxBytes = maxBytes;
        limitBytes = percent == AdmissionLimits.HEAP_OFF ? Long.MAX_VALUE
                : (long) (maxBytes / 100.0 * percent);
    }

    /** A gauge of this JVM's heap, of which so many percent may be in use; 100 for all. */
    public static HeapGauge ofJvm(final int percent) {
        final Runtime jvm = Runtime.getRuntime();
        return new HeapGauge(() -> jvm.totalMemory() - jvm.freeMemory(), jvm.maxMemory(),
                percent);
    }

    /** A gauge of nothing: a heap that is never too full. */
    static HeapGauge none() {
        return new HeapGauge(() -> 0, 0, AdmissionLimits.HEAP_OFF);
    }

    /** Looks, if it is time to. */
    void settle(final long nowNs) {
        if (!isDue && nowNs - dueNs < 0) {
            return;
        }
        isDue = false;
        dueNs = nowNs + INTERVAL_NS;
        usedBytes = heap.getAsLong();
        if (usedBytes > limitBytes) {
            final long share = Math.max(0, maxBytes - usedBytes) / LOOKS_TO_FILL;
            garbage = new byte[(int) Math.min(share, GARBAGE_BYTES_MAX)];
        } else {
            garbage = null;
        }
    }

    /** Bytes in use, as of the newest look. */
    long usedBytes() {
        return usedBytes;
    }

    /** Bytes that may be in use. */
    long limitBytes() {
        return limitBytes;
    }

    /** Bytes that were made to be collected, as of the newest look. */
    int garbageBytes() {
        return garbage instanceof byte[] bytes ? bytes.length : 0;
    }
}
