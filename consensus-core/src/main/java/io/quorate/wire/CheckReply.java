package io.quorate.wire;

/**
 * The answer to a {@link Check}: whether the speaker does its part in the asker's term, and whether
 * it is well.
 * <pre>
 *  0                32               40               48
 *  +----------------+----------------+----------------+
 *  |     header     |      term      |     number     |
 *  +----------------+----------------+----------------+
 * </pre>
 */
public final class CheckReply extends Message {
    static final int LENGTH_FIXED = 48;
    private static final int OF_FOLLOWER = 1;
    private static final int GOOD = 2;
    private static final int UNHEALTHY = 4;
    private static final int NUMBER = 40;

    /** A flyweight to be wrapped round a frame. */
    public CheckReply() {
        super(MessageType.CHECK_REPLY, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static CheckReply allocated() {
        final CheckReply message = new CheckReply();
        message.allocate();
        return message;
    }

    /** Whether it was a leader that asked this follower. */
    public boolean isOfFollower() {
        return flag(OF_FOLLOWER);
    }

    /** Whether the speaker leads, or follows the asker, in the term that the asker named. */
    public boolean isGood() {
        return flag(GOOD);
    }

    /** Whether the speaker knows itself unfit for an office. */
    public boolean isUnhealthy() {
        return flag(UNHEALTHY);
    }

    /** Which of the asker's checks this answers. */
    public long number() {
        return getLong(NUMBER);
    }

    /** Sets {@link #number} and {@link #isOfFollower}. */
    public CheckReply to(final long number, final boolean ofFollower) {
        putLong(NUMBER, number);
        putFlag(OF_FOLLOWER, ofFollower);
        return this;
    }

    /** Sets {@link #isGood}. */
    public CheckReply good(final boolean good) {
        putFlag(GOOD, good);
        return this;
    }

    /** Sets {@link #isUnhealthy}. */
    public CheckReply unhealthy(final boolean unhealthy) {
        putFlag(UNHEALTHY, unhealthy);
        return this;
    }

    /** Sets the term. */
    public CheckReply term(final long term) {
        putTerm(term);
        return this;
    }
}
