package io.quorate.wire;

/**
 * A member that does not lead asks its leader from where on its reads are current (thesis §6.4).
 * <pre>
 *  0                32               40               48
 *  +----------------+----------------+----------------+
 *  |     header     |      term      |     number     |
 *  +----------------+----------------+----------------+
 * </pre>
 * The number is the asker's own and only rises, over its restarts too: one answer serves all reads
 * that had arrived when a number was first said, and all before them.
 */
public final class ReadRequest extends Message {
    static final int LENGTH_FIXED = 48;
    private static final int BY_LEASE = 1;
    private static final int NUMBER = 40;

    /** A flyweight to be wrapped round a frame. */
    public ReadRequest() {
        super(MessageType.READ_REQUEST, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static ReadRequest allocated() {
        final ReadRequest message = new ReadRequest();
        message.allocate();
        return message;
    }

    /** Whether the leader's lease is proof enough; otherwise it asks a quorum. */
    public boolean isByLease() {
        return flag(BY_LEASE);
    }

    /** Which request this is; the answer repeats it. */
    public long number() {
        return getLong(NUMBER);
    }

    /** Sets {@link #isByLease}. */
    public ReadRequest byLease(final boolean byLease) {
        putFlag(BY_LEASE, byLease);
        return this;
    }

    /** Sets the term. */
    public ReadRequest term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets {@link #number}. */
    public ReadRequest number(final long number) {
        putLong(NUMBER, number);
        return this;
    }
}
