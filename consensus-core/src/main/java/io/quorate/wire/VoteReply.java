package io.quorate.wire;

/**
 * A voter's answer to a vote or pre-vote, in the voter's own term (§5.2).
 * <pre>
 *  0                32               40               48               56               64
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     header     |      term      |    campaign    |  remainingNs   |    identity    |
 *  +----------------+----------------+----------------+----------------+----------------+
 * </pre>
 * A refusal for the sake of a live leader says how long that holds, so that the candidate asks
 * again just then.
 */
public final class VoteReply extends Message {
    static final int LENGTH_FIXED = 64;
    private static final int PRE_VOTE = 1;
    private static final int GRANTED = 2;
    private static final int REFUSAL_SHIFT = 8;          // the flags' higher byte
    private static final int CAMPAIGN = 40;
    private static final int REMAINING_NS = 48;
    private static final int IDENTITY = 56;

    /** A flyweight to be wrapped round a frame. */
    public VoteReply() {
        super(MessageType.VOTE_REPLY, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static VoteReply allocated() {
        final VoteReply message = new VoteReply();
        message.allocate();
        return message;
    }

    /** Whether a pre-vote is answered. */
    public boolean isPreVote() {
        return flag(PRE_VOTE);
    }

    /** Whether the vote was given. */
    public boolean isGranted() {
        return flag(GRANTED);
    }

    /** Why the vote was refused. */
    public VoteRefusal refusal() {
        return VoteRefusal.of(flags() >>> REFUSAL_SHIFT);
    }

    /** The campaign that asked. */
    public long campaign() {
        return getLong(CAMPAIGN);
    }

    /** Nanoseconds for which the voter still holds to its leader; 0 when that was no reason. */
    public long remainingNs() {
        return getLong(REMAINING_NS);
    }

    /** The identity of the voter's storage. */
    public long identity() {
        return getLong(IDENTITY);
    }

    /** Sets {@link #isPreVote}. */
    public VoteReply preVote(final boolean preVote) {
        putFlag(PRE_VOTE, preVote);
        return this;
    }

    /** Sets {@link #isGranted}. */
    public VoteReply granted(final boolean granted) {
        putFlag(GRANTED, granted);
        return this;
    }

    /** Sets {@link #refusal}. */
    public VoteReply refusal(final VoteRefusal refusal) {
        putFlags(flags() & (1 << REFUSAL_SHIFT) - 1 | refusal.code() << REFUSAL_SHIFT);
        return this;
    }

    /** Sets the term. */
    public VoteReply term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets {@link #campaign}. */
    public VoteReply campaign(final long campaign) {
        putLong(CAMPAIGN, campaign);
        return this;
    }

    /** Sets {@link #remainingNs}. */
    public VoteReply remainingNs(final long remainingNs) {
        putLong(REMAINING_NS, remainingNs);
        return this;
    }

    /** Sets {@link #identity}. */
    public VoteReply identity(final long identity) {
        putLong(IDENTITY, identity);
        return this;
    }
}
