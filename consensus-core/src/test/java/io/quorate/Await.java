package io.quorate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what must come in the end. How soon is no matter: the machine may stand still for
 * seconds, so the patience is far beyond any of that, and only a thing that never comes is told.
 */
public final class Await {
    /** How long anything that must come may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_NS = 50_000;

    private Await() {}

    /**
     * Returns once it is so.
     *
     * @param what names it, for the failure
     */
    public static void until(final String what, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE.toNanos()) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for "
                        + what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Returns what is found, once that is not null. */
    public static <T> T found(final String what, final Supplier<T> looking) {
        final AtomicReference<T> found = new AtomicReference<>();
        until(what, () -> {
            found.set(looking.get());
            return found.get() != null;
        });
        return found.get();
    }
}
