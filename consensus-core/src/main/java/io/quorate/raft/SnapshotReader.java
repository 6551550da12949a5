package io.quorate.raft;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.port.Snapshot;
import io.quorate.wire.SnapshotBlock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks over the blocks of a snapshot, whose checksums were checked when it was written or found,
 * and are once more here. Not thread safe.
 */
public final class SnapshotReader {
    private static final int CONFIGURATION_INDEX = 4 * Long.BYTES;

    private final Snapshot snapshot;
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[SnapshotBlock.HEADER_LENGTH]);
    private long position;

    /** Before the first block. */
    public SnapshotReader(final Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Moves to the next block; false when there is none.
     *
     * @throws IllegalStateException if its bytes are no longer what they were
     */
    public boolean next() {
        if (position == snapshot.length()) {
            return false;
        }
        snapshot.read(position, block, 0, SnapshotBlock.HEADER_LENGTH);
        final int length = SnapshotBlock.HEADER_LENGTH + SnapshotBlock.bodyLength(block, 0);
        if (length < SnapshotBlock.HEADER_LENGTH || length > snapshot.length() - position) {
            throw damaged();
        }
        if (length > block.capacity()) {
            block.wrap(new byte[length]);
        }
        snapshot.read(position, block, 0, length);
        if (!SnapshotBlock.isSound(block, 0, length)) {
            throw damaged();
        }
        position += length;
        return true;
    }

    private IllegalStateException damaged() {
        return new IllegalStateException("the snapshot of entry " + snapshot.lastIndex()
                + " was sound and is damaged now at byte " + position);
    }

    /** The kind of the block: one of {@link SnapshotBlock}'s. */
    public int section() {
        return SnapshotBlock.section(block, 0);
    }

    /** The block's bytes; its body is at {@link #offset}. Valid until {@link #next}. */
    public UnsafeBuffer buffer() {
        return block;
    }

    /** Where the body begins. */
    public int offset() {
        return SnapshotBlock.HEADER_LENGTH;
    }

    /** Bytes of the body. */
    public int length() {
        return SnapshotBlock.bodyLength(block, 0);
    }

    /** Puts in force the configuration that a snapshot holds. */
    static void readConfiguration(final Snapshot snapshot, final Membership membership) {
        final SnapshotReader reader = new SnapshotReader(snapshot);
        reader.next();
        final long index = reader.buffer().getLong(reader.offset() + CONFIGURATION_INDEX,
                LITTLE_ENDIAN);
        reader.next();
        membership.resetTo(index, Configuration.decode(reader.buffer(), reader.offset(),
                reader.length()));
    }
}
