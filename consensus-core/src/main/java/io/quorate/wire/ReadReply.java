package io.quorate.wire;

/**
 * The leader's answer to a {@link ReadRequest}: who has applied so much may answer the reads that
 * were asked for (thesis §6.4).
 * <pre>
 *  0                32               40               48               56
 *  +----------------+----------------+----------------+----------------+
 *  |     header     |      term      |     number     |   readIndex    |
 *  +----------------+----------------+----------------+----------------+
 * </pre>
 */
public final class ReadReply extends Message {
    static final int LENGTH_FIXED = 56;
    private static final int NUMBER = 40;
    private static final int READ_INDEX = 48;

    /** A flyweight to be wrapped round a frame. */
    public ReadReply() {
        super(MessageType.READ_REPLY, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static ReadReply allocated() {
        final ReadReply message = new ReadReply();
        message.allocate();
        return message;
    }

    /** Which request is answered. */
    public long number() {
        return getLong(NUMBER);
    }

    /** What the asker must have applied; committed, and known to be, when this was said. */
    public long readIndex() {
        return getLong(READ_INDEX);
    }

    /** Sets the term. */
    public ReadReply term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets {@link #number}. */
    public ReadReply number(final long number) {
        putLong(NUMBER, number);
        return this;
    }

    /** Sets {@link #readIndex}. */
    public ReadReply readIndex(final long readIndex) {
        putLong(READ_INDEX, readIndex);
        return this;
    }
}
