package io.quorate.benchmarks.remote;

import io.quorate.client.QuorateClient;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** A client's loop, on the thread of who measures; it makes way for others while nothing comes. */
final class Turning {
    private final QuorateClient client;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 20, 1_000, 50_000);

    Turning(final QuorateClient client) {
        this.client = client;
    }

    void turn() {
        idle.idle(client.doWork());
    }

    /** Turns it until that is done, which the client's call timeout ends at the latest. */
    <T> T await(final CompletableFuture<T> call) {
        while (!call.isDone()) {
            turn();
        }
        return call.join();
    }
}
