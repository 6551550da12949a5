package io.quorate.node;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a node answers to one command, as it lies in the submitter's ring.
 * <pre>
 *  0        4          8                16
 *  +--------+----------+----------------+-----------------------------+
 *  |  slot  | leaderId |     index      |  the state machine's reply  |
 *  +--------+----------+----------------+-----------------------------+
 * </pre>
 * A flyweight: valid only during the call that hands it over.
 */
public final class Answer {
    static final int LENGTH_FIXED = 16;
    private static final int SLOT = 0;
    private static final int LEADER_ID = 4;
    private static final int INDEX = 8;

    private final UnsafeBuffer reply = new UnsafeBuffer(0, 0);
    private Outcome outcome;
    private int slot;
    private int leaderId;
    private long index;
    private long correlationId;

    Answer() {
    }

    static void write(final MutableDirectBuffer target, final int at, final int slot,
            final int leaderId, final long index) {
        target.putInt(at + SLOT, slot);
        target.putInt(at + LEADER_ID, leaderId);
        target.putLong(at + INDEX, index);
    }

    void wrap(final Outcome outcome, final DirectBuffer record, final int offset,
            final int length) {
        this.outcome = outcome;
        slot = record.getInt(offset + SLOT);
        leaderId = record.getInt(offset + LEADER_ID);
        index = record.getLong(offset + INDEX);
        if (length > LENGTH_FIXED || reply.capacity() > 0) {
            reply.wrap(record, offset + LENGTH_FIXED, length - LENGTH_FIXED);
        }
    }

    void correlationId(final long id) {
        correlationId = id;
    }

    int slot() {
        return slot;
    }

    /** The number that the submitter gave the command. */
    public long correlationId() {
        return correlationId;
    }

    /** What became of the command; never {@link Outcome#ACCEPTED}. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Where the command lies in the log, if it is {@link Outcome#COMMITTED}; what was applied when
     * the read was {@link Outcome#ANSWERED}; else 0.
     */
    public long index() {
        return index;
    }

    /** Who leads as far as this node knows; 0 if it does not know. */
    public int leaderId() {
        return leaderId;
    }

    /** What the state machine replied; empty unless {@code COMMITTED} or {@code ANSWERED}. */
    public DirectBuffer reply() {
        return reply;
    }

    /** Which breaker tripped, if it is {@link Outcome#OVERLOADED}; else null. Allocates. */
    public Overload overload() {
        return outcome == Outcome.OVERLOADED ? Overload.read(reply, reply.capacity()) : null;
    }
}
