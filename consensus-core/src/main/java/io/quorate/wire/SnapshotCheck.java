package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks at every byte of a snapshot as it passes, in pieces of any size, and tells whether it is
 * whole and the one that was promised. Holds no more of it than one short block. Total: never
 * throws, whatever the bytes say. Not thread safe.
 */
public final class SnapshotCheck {
    private static final int KEPT = SnapshotBlock.HEADER_LENGTH + SnapshotBlock.BEGIN_LENGTH;

    private final long clusterId;
    private final long lastIndex;
    private final long lastTerm;
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[KEPT]);   // its first bytes
    private int position;                    // within the block
    private int crc;
    private int sequence;
    private int section;
    private long length;
    private long digest;
    private boolean isDamaged;
    private boolean isEnded;

    /** Expects a snapshot of that cluster, as of that entry. */
    public SnapshotCheck(final long clusterId, final long lastIndex, final long lastTerm) {
        this.clusterId = clusterId;
        this.lastIndex = lastIndex;
        this.lastTerm = lastTerm;
    }

    /** Looks at the next bytes; false for good once something is wrong. */
    public boolean take(final DirectBuffer bytes, final int offset, final int byteCount) {
        int at = offset;
        final int limit = offset + byteCount;
        while (at < limit && !isDamaged) {
            at += position < SnapshotBlock.HEADER_LENGTH ? takeHeader(bytes, at, limit)
                    : takeBody(bytes, at, limit);
        }
        length += byteCount;
        return !isDamaged;
    }

    private int takeHeader(final DirectBuffer bytes, final int at, final int limit) {
        final int taken = keep(bytes, at, Math.min(limit - at,
                SnapshotBlock.HEADER_LENGTH - position));
        if (position == SnapshotBlock.HEADER_LENGTH) {
            final int bodyLength = SnapshotBlock.bodyLength(block, 0);
            isDamaged = isEnded || bodyLength < 0 || bodyLength > SnapshotBlock.MAX_BODY_LENGTH
                    || SnapshotBlock.sequence(block, 0) != sequence
                    || !isNext(SnapshotBlock.section(block, 0), bodyLength);
            crc = SnapshotBlock.beginCrc(block, 0);
            endBlockIfComplete();
        }
        return taken;
    }

    /** Sections come in their order: the first three once, then records, then the end. */
    private boolean isNext(final int next, final int bodyLength) {
        return switch (next) {
            case SnapshotBlock.BEGIN -> sequence == 0
                    && bodyLength == SnapshotBlock.BEGIN_LENGTH;
            case SnapshotBlock.CONFIGURATION -> sequence == 1;
            case SnapshotBlock.SESSIONS, SnapshotBlock.MACHINE -> sequence > 1 && next >= section;
            case SnapshotBlock.END -> sequence > 1 && bodyLength == SnapshotBlock.END_LENGTH;
            default -> false;
        };
    }

    private int takeBody(final DirectBuffer bytes, final int at, final int limit) {
        final int left = SnapshotBlock.HEADER_LENGTH + SnapshotBlock.bodyLength(block, 0)
                - position;
        final int taken = Math.min(left, limit - at);
        crc = Crc32c.proceed(crc, bytes, at, taken);
        keep(bytes, at, taken);
        endBlockIfComplete();
        return taken;
    }

    private int keep(final DirectBuffer bytes, final int at, final int byteCount) {
        final int kept = Math.min(byteCount, KEPT - position);
        if (kept > 0) {
            block.putBytes(position, bytes, at, kept);
        }
        position += byteCount;
        return byteCount;
    }

    private void endBlockIfComplete() {
        if (position < SnapshotBlock.HEADER_LENGTH + SnapshotBlock.bodyLength(block, 0)
                || isDamaged) {
            return;
        }
        section = SnapshotBlock.section(block, 0);
        isDamaged = Crc32c.end(crc) != SnapshotBlock.crc(block, 0) || !isAsPromised();
        digest = isEnded ? digest : SnapshotBlock.mix(digest, SnapshotBlock.crc(block, 0));
        position = 0;
        sequence++;
    }

    private boolean isAsPromised() {
        return switch (section) {
            case SnapshotBlock.BEGIN -> field(0) == SnapshotBlock.FORMAT
                    && field(1) == clusterId && field(2) == lastIndex && field(3) == lastTerm;
            case SnapshotBlock.END -> {
                isEnded = true;
                yield field(1) == digest;
            }
            default -> true;
        };
    }

    private long field(final int ordinal) {
        return block.getLong(SnapshotBlock.HEADER_LENGTH + ordinal * Long.BYTES, LITTLE_ENDIAN);
    }

    /** Whether every block has passed, the last one included, and nothing after it. */
    public boolean isWhole() {
        return isEnded && !isDamaged && position == 0 && field(0) == length;
    }

    /** Bytes that have passed. */
    public long length() {
        return length;
    }

    /** What tells this snapshot from others of the same entry, once it is whole. */
    public long digest() {
        return digest;
    }
}
