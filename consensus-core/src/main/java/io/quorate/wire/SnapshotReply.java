package io.quorate.wire;

/**
 * How much of a snapshot a member has written, and so which bytes it needs next.
 * <pre>
 *  0                32               40               48               56
 *  +----------------+----------------+----------------+----------------+
 *  |     header     |      term      |   lastIndex    |     digest     |
 *  +----------------+----------------+----------------+----------------+
 *  |     needed     |     round      |    identity    |
 *  +----------------+----------------+----------------+ 80
 * </pre>
 * That the snapshot is in place is said by an {@link AppendReply} alone.
 */
public final class SnapshotReply extends Message {
    static final int LENGTH_FIXED = 80;
    private static final int GAP = 1;
    private static final int LAST_INDEX = 40;
    private static final int DIGEST = 48;
    private static final int NEEDED = 56;
    private static final int ROUND = 64;
    private static final int IDENTITY = 72;

    /** A flyweight to be wrapped round a frame. */
    public SnapshotReply() {
        super(MessageType.SNAPSHOT_REPLY, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static SnapshotReply allocated() {
        final SnapshotReply message = new SnapshotReply();
        message.allocate();
        return message;
    }

    /** The last entry that the snapshot covers. */
    public long lastIndex() {
        return getLong(LAST_INDEX);
    }

    /** Which snapshot of that entry. */
    public long digest() {
        return getLong(DIGEST);
    }

    /** Where the bytes begin that are needed next: all before are written. */
    public long needed() {
        return getLong(NEEDED);
    }

    /** Whether bytes beyond those came: something between was lost. */
    public boolean isGap() {
        return flag(GAP);
    }

    /** The newest round that was heard. */
    public long round() {
        return getLong(ROUND);
    }

    /** The identity of the sender's storage. */
    public long identity() {
        return getLong(IDENTITY);
    }

    /** Sets the term. */
    public SnapshotReply term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets which snapshot it is about. */
    public SnapshotReply snapshot(final long lastIndex, final long digest) {
        putLong(LAST_INDEX, lastIndex);
        putLong(DIGEST, digest);
        return this;
    }

    /** Sets {@link #needed} and {@link #isGap}. */
    public SnapshotReply needed(final long offset, final boolean isGap) {
        putLong(NEEDED, offset);
        putFlag(GAP, isGap);
        return this;
    }

    /** Sets {@link #round}. */
    public SnapshotReply round(final long round) {
        putLong(ROUND, round);
        return this;
    }

    /** Sets {@link #identity}. */
    public SnapshotReply identity(final long identity) {
        putLong(IDENTITY, identity);
        return this;
    }
}
