package io.quorate.storage.memory;

import io.quorate.port.LogStorage;
import io.quorate.storage.Stretch;
import io.quorate.storage.Stretches;
import io.quorate.wire.EntryFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in memory outside the heap: chunks, filled one after another, each of which is one run.
 * Purged chunks are filled again, so a log that is purged as it grows allocates nothing.
 *
 * <p>It is as durable as the object: closing it keeps the entries, for a node that is started again
 * on the same {@code MemoryLog} as if only the process had ended.
 */
public final class MemoryLog implements LogStorage {
    private static final int CHUNK_BYTES = 4 << 20;
    private static final int MAX_PAYLOAD_LENGTH = 1 << 20;
    private static final int MAX_SPARE_CHUNKS = 4;
    private static final int EXPECTED_FRAME_LENGTH = 64;

    private final int chunkBytes;
    private final int maxPayloadLength;
    private final Stretches<Stretch> chunks = new Stretches<>();
    private final ArrayDeque<Stretch> spare = new ArrayDeque<>(MAX_SPARE_CHUNKS);
    private long termBeforeFirst;
    private long lastIndex;
    private int end;                         // of the newest chunk's last frame
    private volatile long durableIndex;

    /** An empty log for payloads of up to 1 MiB, in chunks of 4 MiB. */
    public MemoryLog() {
        this(CHUNK_BYTES, MAX_PAYLOAD_LENGTH);
    }

    /**
     * An empty log.
     *
     * @param chunkBytes       bytes allocated at a time
     * @param maxPayloadLength the longest payload, whose frame must fit a chunk
     */
    public MemoryLog(final int chunkBytes, final int maxPayloadLength) {
        if (EntryFrame.frameLength(maxPayloadLength) > chunkBytes) {
            throw new IllegalArgumentException("a payload of " + maxPayloadLength
                    + " bytes does not fit a chunk of " + chunkBytes);
        }
        this.chunkBytes = chunkBytes;
        this.maxPayloadLength = maxPayloadLength;
        addChunk();
    }

    @Override
    public long firstIndex() {
        return chunks.first().base();
    }

    @Override
    public long termBeforeFirst() {
        return termBeforeFirst;
    }

    @Override
    public long lastIndex() {
        return lastIndex;
    }

    @Override
    public long durableIndex() {
        return durableIndex;
    }

    @Override
    public int maxPayloadLength() {
        return maxPayloadLength;
    }

    /** Always: memory is added as it is needed. */
    @Override
    public boolean hasRoom(final int frameBytes) {
        return true;
    }

    @Override
    public long append(final long term, final int type, final DirectBuffer payload,
            final int offset, final int length) {
        final int frameLength = Stretch.checkedFrameLength(length, maxPayloadLength);
        makeRoom(frameLength);
        final Stretch chunk = chunks.last();
        EntryFrame.write(chunk.memory(), end, ++lastIndex, term, type, payload, offset, length);
        chunk.add(end);
        end += frameLength;
        return lastIndex;
    }

    @Override
    public void appendRun(final DirectBuffer frames, final int offset, final int length,
            final long lastIndex) {
        final int limit = offset + length;
        int from = offset;
        while (from < limit) {
            makeRoom(Stretch.checkedFrameLength(EntryFrame.payloadLength(frames, from),
                    maxPayloadLength));
            from = appendWhatFits(frames, from, limit);
        }
    }

    private int appendWhatFits(final DirectBuffer frames, final int from, final int limit) {
        final Stretch chunk = chunks.last();
        final int start = end;
        int at = from;
        while (at < limit) {
            final int frameLength = EntryFrame.frameLengthAt(frames, at);
            if (frameLength > chunkBytes - end) {
                break;
            }
            chunk.add(end);
            end += frameLength;
            at += frameLength;
            lastIndex++;
        }
        chunk.memory().putBytes(start, frames, from, at - from);
        return at;
    }

    @Override
    public void endBatch() {
        durableIndex = lastIndex;
    }

    @Override
    public long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        return chunks.holding(fromIndex).read(fromIndex, toIndex, maxBytes, view);
    }

    @Override
    public void truncateFrom(final long index) {
        while (chunks.size() > 1 && chunks.last().base() >= index) {
            recycle(chunks.removeLast());
        }
        final Stretch chunk = chunks.last();
        chunk.truncateFrom(index);
        lastIndex = chunk.last();
        end = chunk.count() == 0 ? 0 : chunk.endOf(lastIndex);
        durableIndex = Math.min(durableIndex, lastIndex);
    }

    @Override
    public void purgeTo(final long index) {
        while (chunks.size() > 1 && chunks.first().last() <= index) {
            final Stretch chunk = chunks.removeFirst();
            termBeforeFirst = chunk.termAt(chunk.last());
            recycle(chunk);
        }
    }

    @Override
    public void resetTo(final long index, final long term) {
        while (chunks.size() > 1) {
            recycle(chunks.removeLast());
        }
        chunks.last().reset(index + 1);
        termBeforeFirst = term;
        lastIndex = index;
        end = 0;
        durableIndex = index;
    }

    private void makeRoom(final int frameLength) {
        if (frameLength > chunkBytes - end) {
            addChunk();
        }
    }

    private void addChunk() {
        final Stretch reused = spare.poll();
        final Stretch chunk = reused == null
                ? new Stretch(new UnsafeBuffer(ByteBuffer.allocateDirect(chunkBytes)),
                        chunkBytes / EXPECTED_FRAME_LENGTH, 1)
                : reused;
        chunk.reset(lastIndex + 1);
        chunks.add(chunk);
        end = 0;
    }

    private void recycle(final Stretch chunk) {
        if (spare.size() < MAX_SPARE_CHUNKS) {
            spare.add(chunk);
        } else {
            chunk.free();
            BufferUtil.free(chunk.memory().byteBuffer());
        }
    }

    /** Publishes what was appended; the entries stay. */
    @Override
    public void close() {
        endBatch();
    }
}
