package io.quorate.node;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Submits one command or read at a time to a node and waits for its answer: for embedders to whom
 * ease is worth more than speed. Any thread may call; calls wait for one another.
 */
public final class Caller implements AutoCloseable {
    static final int WINDOW = 64;           // calls that timed out hold their place until answered

    private static final long OVERLOAD_PARK_NS = 1_000_000;

    private final Submitter submitter;
    private final long parkNs;
    private long correlationId;
    private Reply reply;

    Caller(final Submitter submitter, final long parkNs) {
        this.submitter = submitter;
        this.parkNs = parkNs;
    }

    /**
     * Submits a command, again while the node refuses it for want of room, and waits.
     *
     * @param timeout after which the outcome of an accepted command is
     *                {@link Outcome#INDETERMINATE}
     */
    public synchronized Reply call(final byte[] command, final Duration timeout) {
        return insist(null, command, timeout);
    }

    /**
     * Has the state machine answer a query, and waits. Again while the node refuses it for want of
     * room.
     *
     * @param level   how current the answer must be
     * @param timeout after which the outcome is {@link Outcome#INDETERMINATE}: there was no answer
     */
    public synchronized Reply read(final ReadLevel level, final byte[] query,
            final Duration timeout) {
        return insist(level, query, timeout);
    }

    private Reply insist(final ReadLevel level, final byte[] bytes, final Duration timeout) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        Reply last;
        do {
            last = callOnce(level, buffer, deadlineNs);
        } while (mayTryAgain(last.outcome()) && isBefore(deadlineNs));
        return last;
    }

    private static boolean mayTryAgain(final Outcome outcome) {
        if (outcome == Outcome.OVERLOADED) {
            LockSupport.parkNanos(OVERLOAD_PARK_NS);
        }
        return outcome == Outcome.OVERLOADED || outcome == Outcome.BACK_PRESSURED;
    }

    private Reply callOnce(final ReadLevel level, final UnsafeBuffer bytes,
            final long deadlineNs) {
        reply = null;
        final Outcome taken = level == null
                ? submitter.submit(++correlationId, bytes, 0, bytes.capacity())
                : submitter.read(level, ++correlationId, bytes, 0, bytes.capacity());
        while (taken == Outcome.ACCEPTED && reply == null && isBefore(deadlineNs)) {
            submitter.poll(this::onAnswer, WINDOW);
            if (reply == null) {
                LockSupport.parkNanos(parkNs);
            }
        }
        if (taken == Outcome.BACK_PRESSURED) {
            submitter.poll(this::onAnswer, WINDOW);       // late answers make room
            LockSupport.parkNanos(parkNs);
        }
        final Outcome otherwise = taken == Outcome.ACCEPTED ? Outcome.INDETERMINATE : taken;
        return reply == null ? Reply.of(otherwise) : reply;
    }

    private static boolean isBefore(final long deadlineNs) {
        return System.nanoTime() - deadlineNs < 0;
    }

    private void onAnswer(final Answer answer) {
        if (answer.correlationId() == correlationId) {
            reply = Reply.of(answer);
        }
    }

    /** Gives the place up. Idempotent. */
    @Override
    public synchronized void close() {
        submitter.close();
    }
}
