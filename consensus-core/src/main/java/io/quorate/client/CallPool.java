package io.quorate.client;

import io.quorate.node.Outcome;
import org.agrona.DirectBuffer;

/** Calls that are used again and again, so that a command leaves no garbage. One thread. */
final class CallPool {
    private final CommandListener listener;
    private final Call[] free;
    private int size;

    /** So many calls, all free; their answers go to that listener. */
    CallPool(final int capacity, final CommandListener listener) {
        this.listener = listener;
        free = new Call[capacity];
        while (size < capacity) {
            free[size++] = new Call(this, this::onEnd);
        }
    }

    private void onEnd(final Call call, final Outcome outcome, final long index,
            final int leaderId, final DirectBuffer reply, final int offset, final int length) {
        listener.onAnswer(call.correlationId, outcome, index, reply, offset, length);
    }

    /** A free call; null if there is none. */
    Call take() {
        return size == 0 ? null : free[--size];
    }

    void giveBack(final Call call) {
        free[size++] = call;
    }
}
