package io.quorate.peers;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, each with a deadline that suits a machine with other work to do. */
public final class Deadline {
    /** What starting, electing and catching up may take. */
    public static final int SECONDS = 60;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private Deadline() {
    }

    /**
     * Returns once something holds.
     *
     * @param what names it, for the exception
     * @throws IllegalStateException if it does not within {@value #SECONDS} seconds
     */
    public static void await(final String what, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(SECONDS)) {
                throw new IllegalStateException("waited " + SECONDS + " s in vain for " + what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
