package io.quorate.peers.etcd;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * Puts answers into the order of their commands: calls of one connection are answered in any. Once
 * commands may have been lost, an answer that comes behind a later one is dropped instead.
 */
final class AnswerOrder {
    private final PriorityQueue<Long> early = new PriorityQueue<>();
    private boolean isLossy;
    private long next;

    /** A command goes out; number 0 begins a run of numbers anew. */
    void onSend(final long number) {
        if (number == 0) {
            next = 0;
        }
    }

    /** From now on, no answer waits for one that may never come. */
    void onLoss() {
        isLossy = true;
    }

    /** An answer has come; {@code handler} is told it, and those that waited for it, or not yet. */
    void onAnswer(final long number, final LongConsumer handler) {
        if (number >= next) {
            early.add(number);
        }
        while (!early.isEmpty() && (isLossy || early.peek() == next)) {
            next = early.poll();
            handler.accept(next);
            next++;
        }
    }
}
