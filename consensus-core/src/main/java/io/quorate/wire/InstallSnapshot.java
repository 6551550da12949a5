package io.quorate.wire;

import org.agrona.DirectBuffer;

/**
 * A piece of the leader's snapshot, for a member that lacks entries which the leader no longer has
 * (§7).
 * <pre>
 *  0                32               40               48               56               64
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     header     |      term      |   lastIndex    |    lastTerm    |     length     |
 *  +----------------+----------------+----------------+----------------+----------------+
 *  |     digest     |     offset     |     round      |   promiseNs    | crc32c |   0    |
 *  +----------------+----------------+----------------+----------------+-----------------+
 *  |  bytes of it ...
 *  +- 104
 * </pre>
 * Last index, length and digest name the snapshot, whoever sends it: a transfer goes on where it
 * was left under another leader that has the very same. The checksum is of the bytes in this
 * message: one that is damaged costs no more than itself. Travels on the bulk lane, after entries.
 */
public final class InstallSnapshot extends Message {
    static final int LENGTH_FIXED = 104;
    private static final int LAST_INDEX = 40;
    private static final int LAST_TERM = 48;
    private static final int SNAPSHOT_LENGTH = 56;
    private static final int DIGEST = 64;
    private static final int OFFSET = 72;
    private static final int ROUND = 80;
    private static final int PROMISE_NS = 88;
    private static final int BODY_CRC = 96;

    /** A flyweight to be wrapped round a frame. */
    public InstallSnapshot() {
        super(MessageType.INSTALL_SNAPSHOT, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static InstallSnapshot allocated() {
        final InstallSnapshot message = new InstallSnapshot();
        message.allocate();
        return message;
    }

    /** The last entry that the snapshot covers. */
    public long lastIndex() {
        return getLong(LAST_INDEX);
    }

    /** The term of that entry. */
    public long lastTerm() {
        return getLong(LAST_TERM);
    }

    /** Bytes of the whole snapshot. */
    public long length() {
        return getLong(SNAPSHOT_LENGTH);
    }

    /** Tells it from another snapshot of the same entry. */
    public long digest() {
        return getLong(DIGEST);
    }

    /** Where in the snapshot these bytes belong. */
    public long offset() {
        return getLong(OFFSET);
    }

    /** The leader's newest round when this was sent; an answer confirms all up to it. */
    public long round() {
        return getLong(ROUND);
    }

    /** For how long the receiver shall vote for nobody else; 0 while lease reads are off. */
    public long promiseNs() {
        return getLong(PROMISE_NS);
    }

    /** Whether the bytes are as they were sent. */
    public boolean isBodySound() {
        return getLong(BODY_CRC) == Integer.toUnsignedLong(
                Crc32c.of(buffer(), LENGTH_FIXED, bodyLength()));
    }

    /** Sets the checksum of the bytes that will follow. */
    public InstallSnapshot body(final DirectBuffer bytes, final int offset, final int length) {
        putLong(BODY_CRC, Integer.toUnsignedLong(Crc32c.of(bytes, offset, length)));
        return this;
    }

    /** Sets the term. */
    public InstallSnapshot term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets the entry that the snapshot ends with. */
    public InstallSnapshot last(final long index, final long term) {
        putLong(LAST_INDEX, index);
        putLong(LAST_TERM, term);
        return this;
    }

    /** Sets {@link #length} and {@link #digest}. */
    public InstallSnapshot content(final long length, final long digest) {
        putLong(SNAPSHOT_LENGTH, length);
        putLong(DIGEST, digest);
        return this;
    }

    /** Sets {@link #offset}. */
    public InstallSnapshot offset(final long offset) {
        putLong(OFFSET, offset);
        return this;
    }

    /** Sets {@link #round}. */
    public InstallSnapshot round(final long round) {
        putLong(ROUND, round);
        return this;
    }

    /** Sets {@link #promiseNs}. */
    public InstallSnapshot promiseNs(final long promiseNs) {
        putLong(PROMISE_NS, promiseNs);
        return this;
    }
}
