package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the blocks of a snapshot, a slice of them at a time: what was put since the last
 * {@link #clear} lies, sealed, in {@link #buffer}. Its memory grows to the longest slice. Not
 * thread safe.
 */
public final class SnapshotBuilder {
    private static final int NONE = -1;
    private static final int FIRST_CAPACITY = 128 << 10;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int begun = NONE;                // the position of the open block
    private int section;
    private int length;
    private int sequence;
    private long cleared;                    // bytes of blocks before this slice
    private long digest;

    /** With no snapshot begun. */
    public SnapshotBuilder() {
    }

    /** Begins a snapshot of the state as of an entry. */
    public void begin(final long clusterId, final long lastIndex, final long lastTerm,
            final long configurationIndex) {
        begun = NONE;
        length = 0;
        sequence = 0;
        cleared = 0;
        digest = 0;
        open(SnapshotBlock.BEGIN);
        putLong(SnapshotBlock.FORMAT);
        putLong(clusterId);
        putLong(lastIndex);
        putLong(lastTerm);
        putLong(configurationIndex);
        seal();
    }

    /** Adds the configuration, as it encodes itself. */
    public void configuration(final DirectBuffer bytes, final int offset, final int byteCount) {
        open(SnapshotBlock.CONFIGURATION);
        ensure(byteCount);
        buffer.putBytes(length, bytes, offset, byteCount);
        length += byteCount;
        seal();
    }

    /** From here on records are those of that section. */
    public void section(final int of) {
        seal();
        section = of;
    }

    /**
     * Adds a record to the section.
     *
     * @throws IllegalArgumentException if it is too long for any block
     */
    public void put(final DirectBuffer record, final int offset, final int byteCount) {
        if (byteCount > SnapshotBlock.MAX_BODY_LENGTH / 2) {
            throw new IllegalArgumentException("a record of a snapshot has "
                    + SnapshotBlock.MAX_BODY_LENGTH / 2 + " bytes at most, not " + byteCount
                    + "; put it in pieces");
        }
        if (begun != NONE && byteCount > SnapshotBlock.MAX_BODY_LENGTH / 2 - (length - begun)) {
            seal();
        }
        if (begun == NONE) {
            open(section);
        }
        ensure(Integer.BYTES + byteCount);
        buffer.putInt(length, byteCount, LITTLE_ENDIAN);
        buffer.putBytes(length + Integer.BYTES, record, offset, byteCount);
        length += Integer.BYTES + byteCount;
    }

    /** Adds the last block. */
    public void end() {
        seal();
        open(SnapshotBlock.END);
        putLong(cleared + length + SnapshotBlock.END_LENGTH);
        putLong(digest);
        seal();
    }

    private void open(final int ofSection) {
        ensure(SnapshotBlock.HEADER_LENGTH);
        section = ofSection;
        begun = length;
        length += SnapshotBlock.HEADER_LENGTH;
    }

    /** Closes the block that records were put into. */
    public void seal() {
        if (begun != NONE) {
            SnapshotBlock.seal(buffer, begun, section, sequence++,
                    length - begun - SnapshotBlock.HEADER_LENGTH);
            digest = SnapshotBlock.mix(digest, SnapshotBlock.crc(buffer, begun));
            begun = NONE;
        }
    }

    private void putLong(final long value) {
        ensure(Long.BYTES);
        buffer.putLong(length, value, LITTLE_ENDIAN);
        length += Long.BYTES;
    }

    private void ensure(final int more) {
        final int needed = length + more;
        if (needed > buffer.capacity()) {
            final int capacity = Math.max(FIRST_CAPACITY, needed + needed / 2);
            final UnsafeBuffer larger = new UnsafeBuffer(new byte[capacity]);
            larger.putBytes(0, buffer, 0, length);
            buffer.wrap(larger);
        }
    }

    /** The slice: {@link #length} bytes of sealed blocks from 0 on. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes in the slice; only sealed blocks count. */
    public int length() {
        return begun == NONE ? length : begun;
    }

    /** The slice was taken; the next one begins. No block may be open. */
    public void clear() {
        cleared += length;
        length = 0;
    }
}
