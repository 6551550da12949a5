package io.quorate.benchmarks.scenario;

import io.quorate.client.ClientException;
import io.quorate.client.QuorateClient;
import io.quorate.node.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Gives orders to a cluster of processes as {@code quorate client} does, over a connection that is
 * there before the first. One thread, which turns it.
 */
final class Operator implements AutoCloseable {
    /** How long an order may take to reach a leader. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QuorateClient client;
    private CompletableFuture<?> ordered = CompletableFuture.completedFuture(null);

    /** With a client that is inline, and whose calls are given up after {@link #PATIENCE}. */
    Operator(final QuorateClient client) {
        this.client = client;
    }

    /**
     * Has the leader hand its office over to the best there is. A question goes before, as that may
     * be asked of the next member if one does not answer; an order is given once.
     */
    void transfer() {
        ordered = client.status().thenCompose(status -> client.transfer(0));
    }

    /**
     * Lets it speak and hear. What came of an order is seen in the members' roles.
     *
     * @throws IllegalStateException if no leader was there to be given it
     */
    void turn() {
        client.doWork();
        if (ordered.isCompletedExceptionally()) {
            requireHeard();
            ordered = CompletableFuture.completedFuture(null);
        }
    }

    private void requireHeard() {
        try {
            ordered.join();
        } catch (final CompletionException e) {
            if (!(e.getCause() instanceof ClientException told)
                    || told.outcome() == Outcome.NOT_LEADER) {
                throw new IllegalStateException("no leader was there within "
                        + PATIENCE.toSeconds() + " s to be asked to hand over", e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
