package io.quorate.node;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/**
 * Who may submit, and where each one's answers go. A submitter is known to the node's thread by its
 * seat, a command by a token that holds its submitter's seat and slot.
 */
final class Seats {
    private static final int MAX_SEATS = 1 << 16;

    private final IngressConfig config;
    private volatile Submitter[] submitters = {};
    private volatile boolean isStopped;

    Seats(final IngressConfig config) {
        this.config = config;
    }

    /** The type of a record in the ring of commands; types begin at 1. */
    static int typeOf(final int seat) {
        return seat + 1;
    }

    /** Never 0. */
    static long token(final int type, final long slot) {
        return (long) type << 32 | slot;
    }

    /** Any thread: a new submitter, in a seat that nobody waits on any more. */
    synchronized Submitter open(final ManyToOneRingBuffer commands, final int window) {
        final int seat = freeSeat();
        final Submitter submitter = new Submitter(seat, this, commands, config, window);
        final Submitter[] next = Arrays.copyOf(submitters, Math.max(submitters.length, seat + 1));
        next[seat] = submitter;
        submitters = next;
        return submitter;
    }

    private int freeSeat() {
        for (int seat = 0; seat < submitters.length; seat++) {
            if (isFree(submitters[seat])) {
                return seat;
            }
        }
        if (submitters.length == MAX_SEATS) {
            throw new IllegalStateException("a node serves " + MAX_SEATS
                    + " submitters at a time; close those that are no longer used");
        }
        return submitters.length;
    }

    /** Closed, and every answer it was still owed has come. */
    private static boolean isFree(final Submitter submitter) {
        if (!submitter.isClosed()) {
            return false;
        }
        int polled;
        do {
            polled = submitter.poll(answer -> {}, Integer.MAX_VALUE);
        } while (polled > 0);
        return submitter.unanswered() == 0;
    }

    /** The node's thread: the command of that token holds so many bytes. */
    void charge(final long token, final int bytes) {
        submitters[seat(token)].charge((int) token, bytes);
    }

    /** The node's thread: it holds none any more; returns how many there were. */
    int discharge(final long token) {
        return submitters[seat(token)].discharge((int) token);
    }

    private static int seat(final long token) {
        return (int) (token >> 32) - 1;
    }

    /** The node's thread: answers the command of that token. */
    void answer(final long token, final Outcome outcome, final int leaderId, final long index,
            final DirectBuffer reply, final int replyLength) {
        submitters[seat(token)].answer((int) token, outcome, leaderId, index, reply, replyLength);
    }

    /** The node's thread: the last word. What is unanswered now is left to each submitter. */
    void stop() {
        isStopped = true;
    }

    boolean isStopped() {
        return isStopped;
    }
}
