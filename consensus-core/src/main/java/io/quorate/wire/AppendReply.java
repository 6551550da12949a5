package io.quorate.wire;

/**
 * A follower's word on how far its log agrees with the leader's (§5.3).
 * <pre>
 *  0                32               40               48               56               64
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     header     |      term      |   matchIndex   |  agreedIndex   |     round      |
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |  rejectedPrev  |   hintIndex    |    hintTerm    |    identity    |
 *  +----------------+----------------+----------------+----------------+ 96
 * </pre>
 * {@code matchIndex} is agreed <em>and</em> durable, and alone counts for commits;
 * {@code agreedIndex} may run ahead of it while the disk works. A rejection names the
 * {@code prevIndex} that did not fit, and the newest own entry that may: index at most the rejected
 * one, term at most the asked one.
 */
public final class AppendReply extends Message {
    static final int LENGTH_FIXED = 96;
    private static final int REJECTED = 1;
    private static final int UNFIT = 2;
    private static final int MATCH_INDEX = 40;
    private static final int AGREED_INDEX = 48;
    private static final int ROUND = 56;
    private static final int REJECTED_PREV = 64;
    private static final int HINT_INDEX = 72;
    private static final int HINT_TERM = 80;
    private static final int IDENTITY = 88;

    /** A flyweight to be wrapped round a frame. */
    public AppendReply() {
        super(MessageType.APPEND_REPLY, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static AppendReply allocated() {
        final AppendReply message = new AppendReply();
        message.allocate();
        return message;
    }

    /** Whether the leader's entries did not attach to this log. */
    public boolean isRejected() {
        return flag(REJECTED);
    }

    /** Whether the follower had better not lead, for its own health. */
    public boolean isUnfit() {
        return flag(UNFIT);
    }

    /** How far this log is proved, in this term, to agree with the leader's, and is durable. */
    public long matchIndex() {
        return getLong(MATCH_INDEX);
    }

    /** How far this log is proved, in this term, to agree with the leader's. */
    public long agreedIndex() {
        return getLong(AGREED_INDEX);
    }

    /** The newest round of this term's leader that was heard. */
    public long round() {
        return getLong(ROUND);
    }

    /** The {@code prevIndex} that did not fit; only in a rejection. */
    public long rejectedPrev() {
        return getLong(REJECTED_PREV);
    }

    /** The newest own entry that may match; only in a rejection. */
    public long hintIndex() {
        return getLong(HINT_INDEX);
    }

    /** The term of the entry at {@link #hintIndex}; only in a rejection. */
    public long hintTerm() {
        return getLong(HINT_TERM);
    }

    /** The identity of the follower's storage. */
    public long identity() {
        return getLong(IDENTITY);
    }

    /** Sets the term. */
    public AppendReply term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets what is agreed, and of it what is durable. */
    public AppendReply match(final long matchIndex, final long agreedIndex) {
        putLong(MATCH_INDEX, matchIndex);
        putLong(AGREED_INDEX, agreedIndex);
        return this;
    }

    /** Sets {@link #round}. */
    public AppendReply round(final long round) {
        putLong(ROUND, round);
        return this;
    }

    /** Sets {@link #isUnfit}. */
    public AppendReply unfit(final boolean unfit) {
        putFlag(UNFIT, unfit);
        return this;
    }

    /** Makes this an acceptance. */
    public AppendReply accepted() {
        return rejection(false, 0, 0, 0);
    }

    /** Makes this a rejection of entries after {@code prevIndex}. */
    public AppendReply rejected(final long prevIndex, final long hintIndex, final long hintTerm) {
        return rejection(true, prevIndex, hintIndex, hintTerm);
    }

    /** Sets {@link #identity}. */
    public AppendReply identity(final long identity) {
        putLong(IDENTITY, identity);
        return this;
    }

    private AppendReply rejection(final boolean rejected, final long prevIndex,
            final long hintIndex, final long hintTerm) {
        putFlag(REJECTED, rejected);
        putLong(REJECTED_PREV, prevIndex);
        putLong(HINT_INDEX, hintIndex);
        putLong(HINT_TERM, hintTerm);
        return this;
    }
}
