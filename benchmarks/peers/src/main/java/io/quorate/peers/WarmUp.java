package io.quorate.peers;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lasts until the JIT compiler has come to rest: it has needed less than {@value #REST_MS} ms in
 * the last second. Where few cores are shared with it, what is measured earlier is the compiler; a
 * peer of much code has more to compile than one of little.
 */
final class WarmUp {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_NS = 10 * SECOND_NS;
    private static final long REST_MS = 50;

    private final LongSupplier clockNs;
    private final LongSupplier compiledMs;
    private final long leastNs;
    private final long startNs;
    private long secondNs;                   // when the second that is looked at began
    private long secondMs;                   // what had been compiled by then
    private boolean isAtRest;

    /** Begins now, and lasts so long at least, and 10 seconds at most or as long as that. */
    WarmUp(final long leastNs) {
        this(leastNs, System::nanoTime,
                ManagementFactory.getCompilationMXBean()::getTotalCompilationTime);
    }

    WarmUp(final long leastNs, final LongSupplier clockNs, final LongSupplier compiledMs) {
        this.leastNs = leastNs;
        this.clockNs = clockNs;
        this.compiledMs = compiledMs;
        startNs = clockNs.getAsLong();
        secondNs = startNs;
        secondMs = compiledMs.getAsLong();
    }

    /** Whether it has lasted long enough; to be asked again and again. */
    boolean isOver() {
        final long nowNs = clockNs.getAsLong();
        if (nowNs - secondNs >= SECOND_NS) {
            final long nowMs = compiledMs.getAsLong();
            isAtRest = nowMs - secondMs < REST_MS;
            secondNs = nowNs;
            secondMs = nowMs;
        }
        final long lastedNs = nowNs - startNs;
        return lastedNs >= leastNs && (isAtRest || lastedNs >= MAX_NS);
    }
}
