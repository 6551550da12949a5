package io.quorate.wire;

/**
 * A candidate asks for a vote, or, before it raises its term, whether it would get one (§5.2,
 * thesis §9.6). A pre-vote names the term that would be stood in, one above the asker's own.
 * <pre>
 *  0                32               40               48               56               64
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     header     |      term      |   lastIndex    |    lastTerm    |    campaign    |
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |    identity    |
 *  +----------------+ 72
 * </pre>
 */
public final class RequestVote extends Message {
    static final int LENGTH_FIXED = 72;
    private static final int PRE_VOTE = 1;
    private static final int TRANSFER = 2;
    private static final int LAST_INDEX = 40;
    private static final int LAST_TERM = 48;
    private static final int CAMPAIGN = 56;
    private static final int IDENTITY = 64;

    /** A flyweight to be wrapped round a frame. */
    public RequestVote() {
        super(MessageType.REQUEST_VOTE, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static RequestVote allocated() {
        final RequestVote message = new RequestVote();
        message.allocate();
        return message;
    }

    /** Whether this only sounds out the voter: nothing is promised, nothing stored. */
    public boolean isPreVote() {
        return flag(PRE_VOTE);
    }

    /**
     * Whether the leader of the term before asked the candidate to stand, and so released all
     * voters from their loyalty to it (thesis §3.10).
     */
    public boolean isTransfer() {
        return flag(TRANSFER);
    }

    /** The index of the candidate's last entry (§5.4.1). */
    public long lastIndex() {
        return getLong(LAST_INDEX);
    }

    /** The term of the candidate's last entry (§5.4.1). */
    public long lastTerm() {
        return getLong(LAST_TERM);
    }

    /** Which of the asker's campaigns this belongs to; a reply repeats it. */
    public long campaign() {
        return getLong(CAMPAIGN);
    }

    /** The identity of the asker's storage. */
    public long identity() {
        return getLong(IDENTITY);
    }

    /** Sets {@link #isPreVote}. */
    public RequestVote preVote(final boolean preVote) {
        putFlag(PRE_VOTE, preVote);
        return this;
    }

    /** Sets {@link #isTransfer}. */
    public RequestVote transfer(final boolean transfer) {
        putFlag(TRANSFER, transfer);
        return this;
    }

    /** Sets the term. */
    public RequestVote term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets where the candidate's log ends. */
    public RequestVote last(final long index, final long term) {
        putLong(LAST_INDEX, index);
        putLong(LAST_TERM, term);
        return this;
    }

    /** Sets {@link #campaign}. */
    public RequestVote campaign(final long campaign) {
        putLong(CAMPAIGN, campaign);
        return this;
    }

    /** Sets {@link #identity}. */
    public RequestVote identity(final long identity) {
        putLong(IDENTITY, identity);
        return this;
    }
}
