package io.quorate.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Questions of any thread that a node's own thread answers, all that are open with one answer. */
final class Inquiry {
    private static final long LOOK_MS = 10;              // whether anybody will answer

    private final AtomicReference<CompletableFuture<Explanation>> open = new AtomicReference<>();

    /**
     * Any thread but the node's: waits for the answer.
     *
     * @param isOver whether nobody will answer any more
     * @return null if it is over
     */
    Explanation ask(final BooleanSupplier isOver) {
        final CompletableFuture<Explanation> mine = new CompletableFuture<>();
        final CompletableFuture<Explanation> held = open.compareAndExchange(null, mine);
        final CompletableFuture<Explanation> answer = held == null ? mine : held;
        boolean isInterrupted = false;
        try {
            while (!isOver.getAsBoolean() || answer.isDone()) {
                try {
                    return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
                } catch (final TimeoutException stillOpen) {
                    // looks whether it is over, and waits on
                } catch (final InterruptedException e) {
                    isInterrupted = true;                // the caller's to know, once answered
                }
            }
            return null;
        } catch (final ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether anybody asks. */
    boolean isOpen() {
        return open.getOpaque() != null;
    }

    /** The node's thread, in each cycle: answers if anybody asks. */
    void settle(final Supplier<Explanation> answer) {
        if (isOpen()) {
            open.getAndSet(null).complete(answer.get());
        }
    }
}
