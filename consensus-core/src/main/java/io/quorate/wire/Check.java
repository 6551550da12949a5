package io.quorate.wire;

/**
 * One member asks another whether it is there and does its part: a follower its leader, or a leader
 * one of its followers.
 * <pre>
 *  0                32               40               48
 *  +----------------+----------------+----------------+
 *  |     header     |      term      |     number     |
 *  +----------------+----------------+----------------+
 * </pre>
 */
public final class Check extends Message {
    static final int LENGTH_FIXED = 48;
    private static final int OF_FOLLOWER = 1;
    private static final int NUMBER = 40;

    /** A flyweight to be wrapped round a frame. */
    public Check() {
        super(MessageType.CHECK, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static Check allocated() {
        final Check message = new Check();
        message.allocate();
        return message;
    }

    /** Whether a leader asks a follower; otherwise a follower asks its leader. */
    public boolean isOfFollower() {
        return flag(OF_FOLLOWER);
    }

    /** Which of the asker's checks this is; the answer repeats it. */
    public long number() {
        return getLong(NUMBER);
    }

    /** Sets {@link #isOfFollower}. */
    public Check ofFollower(final boolean ofFollower) {
        putFlag(OF_FOLLOWER, ofFollower);
        return this;
    }

    /** Sets the term. */
    public Check term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets {@link #number}. */
    public Check number(final long number) {
        putLong(NUMBER, number);
        return this;
    }
}
