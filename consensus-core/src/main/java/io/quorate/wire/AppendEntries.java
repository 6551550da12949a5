package io.quorate.wire;

/**
 * The leader's entries, and with none of them its heartbeat (§5.2, §5.3).
 * <pre>
 *  0                32               40               48               56               64
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     header     |      term      |   prevIndex    |    prevTerm    |  commitIndex   |
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     round      |   promiseNs    |  entry frames, as they lie in the log ...
 *  +----------------+----------------+ 80
 * </pre>
 * Entries travel on the bulk lane, heartbeats on the control lane; as lanes are not ordered among
 * each other, a heartbeat names the peer's known match as {@code prevIndex} and says no commit
 * beyond it.
 */
public final class AppendEntries extends Message {
    static final int LENGTH_FIXED = 80;
    private static final int DEGRADED = 1;
    private static final int PREV_INDEX = 40;
    private static final int PREV_TERM = 48;
    private static final int COMMIT_INDEX = 56;
    private static final int ROUND = 64;
    private static final int PROMISE_NS = 72;

    /** A flyweight to be wrapped round a frame. */
    public AppendEntries() {
        super(MessageType.APPEND_ENTRIES, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static AppendEntries allocated() {
        final AppendEntries message = new AppendEntries();
        message.allocate();
        return message;
    }

    /** The index just before the first entry. */
    public long prevIndex() {
        return getLong(PREV_INDEX);
    }

    /** The term of the entry at {@link #prevIndex}. */
    public long prevTerm() {
        return getLong(PREV_TERM);
    }

    /** How far the leader knows the log to be committed. */
    public long commitIndex() {
        return getLong(COMMIT_INDEX);
    }

    /** The leader's newest round when this was sent; an answer confirms all up to it. */
    public long round() {
        return getLong(ROUND);
    }

    /** For how long the receiver shall vote for nobody else; 0 while lease reads are off. */
    public long promiseNs() {
        return getLong(PROMISE_NS);
    }

    /** Whether the leader knows of a voter that is not there or not up to date. */
    public boolean isDegraded() {
        return flag(DEGRADED);
    }

    /** Sets {@link #isDegraded}. */
    public AppendEntries degraded(final boolean degraded) {
        putFlag(DEGRADED, degraded);
        return this;
    }

    /** Sets the term. */
    public AppendEntries term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets where the entries attach. */
    public AppendEntries prev(final long index, final long term) {
        putLong(PREV_INDEX, index);
        putLong(PREV_TERM, term);
        return this;
    }

    /** Sets {@link #commitIndex}. */
    public AppendEntries commitIndex(final long commitIndex) {
        putLong(COMMIT_INDEX, commitIndex);
        return this;
    }

    /** Sets {@link #round}. */
    public AppendEntries round(final long round) {
        putLong(ROUND, round);
        return this;
    }

    /** Sets {@link #promiseNs}. */
    public AppendEntries promiseNs(final long promiseNs) {
        putLong(PROMISE_NS, promiseNs);
        return this;
    }
}
