package io.quorate.wire;

/**
 * A leader asks the member that is to succeed it to stand at once (thesis §3.10). It has given up
 * its lease for the rest of the term with that.
 * <pre>
 *  0                32               40               48
 *  +----------------+----------------+----------------+
 *  |     header     |      term      |   lastIndex    |
 *  +----------------+----------------+----------------+
 * </pre>
 */
public final class TimeoutNow extends Message {
    static final int LENGTH_FIXED = 48;
    private static final int LAST_INDEX = 40;

    /** A flyweight to be wrapped round a frame. */
    public TimeoutNow() {
        super(MessageType.TIMEOUT_NOW, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static TimeoutNow allocated() {
        final TimeoutNow message = new TimeoutNow();
        message.allocate();
        return message;
    }

    /** Where the leader's log ends; whose log is shorter could not win, and does not stand. */
    public long lastIndex() {
        return getLong(LAST_INDEX);
    }

    /** Sets the term. */
    public TimeoutNow term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets {@link #lastIndex}. */
    public TimeoutNow lastIndex(final long lastIndex) {
        putLong(LAST_INDEX, lastIndex);
        return this;
    }
}
