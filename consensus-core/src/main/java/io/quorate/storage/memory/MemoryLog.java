package io.quorate.storage.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.agrona.DirectBuffer;

import io.quorate.port.LogStorage;
import io.quorate.wire.EntryFrame;

/**
 * A log in direct memory, in chunks: what is purged is used again, so that in steady state nothing
 * is allocated. It is as durable as the object: a benchmark that restarts a node on the same
 * {@code MemoryLog} simulates a process restart without loss.
 */
public final class MemoryLog implements LogStorage {
    private static final int CHUNK_BYTES = 4 << 20;

    private final int chunkBytes;
    private final int maxPayloadLength;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Deque<Chunk> spare = new ArrayDeque<>();
    private Chunk newest;
    private long firstIndex = 1;
    private long termBeforeFirst;
    private volatile long publishedIndex;

    /** An empty log for payloads of up to 1 MiB, in chunks of 4 MiB. */
    public MemoryLog() {
        this(CHUNK_BYTES, 1 << 20);
    }

    /** An empty log in chunks of so many bytes, each of which takes at least one entry. */
    public MemoryLog(final int chunkBytes, final int maxPayloadLength) {
        if (EntryFrame.frameLength(maxPayloadLength) > chunkBytes) {
            throw new IllegalArgumentException("a chunk of " + chunkBytes
                    + " bytes cannot take a payload of " + maxPayloadLength);
        }
        this.chunkBytes = chunkBytes;
        this.maxPayloadLength = maxPayloadLength;
        newest = addChunk(1);
    }

    private Chunk addChunk(final long index) {
        final Chunk chunk = spare.isEmpty() ? new Chunk(chunkBytes) : spare.pop();
        chunks.add(chunk.begin(index));
        return chunk;
    }

    private Chunk chunkFor(final int frameBytes) {
        if (!newest.hasRoom(frameBytes)) {
            newest = addChunk(newest.lastIndex() + 1);
        }
        return newest;
    }

    @Override
    public long firstIndex() {
        return firstIndex;
    }

    @Override
    public long termBeforeFirst() {
        return termBeforeFirst;
    }

    @Override
    public long lastIndex() {
        return newest.lastIndex();
    }

    @Override
    public long durableIndex() {
        return publishedIndex;
    }

    @Override
    public int maxPayloadLength() {
        return maxPayloadLength;
    }

    @Override
    public boolean hasRoom(final int frameBytes) {
        return true;
    }

    @Override
    public long append(final long term, final int type, final DirectBuffer payload,
            final int offset, final int length) {
        chunkFor(EntryFrame.frameLength(length)).append(term, type, payload, offset, length);
        return newest.lastIndex();
    }

    @Override
    public void appendRun(final DirectBuffer frames, final int offset, final int length,
            final long lastIndex) {
        int at = offset;
        while (at < offset + length) {
            final int bytes = EntryFrame.frameLengthAt(frames, at);
            chunkFor(bytes).append(frames, at, bytes);
            at += bytes;
        }
    }

    @Override
    public void endBatch() {
        if (publishedIndex != newest.lastIndex()) {
            publishedIndex = newest.lastIndex();
        }
    }

    @Override
    public long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        return chunkOf(fromIndex).read(fromIndex, toIndex, maxBytes, view);
    }

    private Chunk chunkOf(final long index) {
        int i = chunks.size() - 1;
        while (chunks.get(i).firstIndex() > index) {
            i--;
        }
        return chunks.get(i);
    }

    @Override
    public void truncateFrom(final long index) {
        while (newest.firstIndex() > index) {
            spare.push(chunks.remove(chunks.size() - 1));
            newest = chunks.get(chunks.size() - 1);
        }
        newest.truncateFrom(index);
        publishedIndex = Math.min(publishedIndex, index - 1);
    }

    @Override
    public void purgeTo(final long index) {
        while (chunks.size() > 1 && chunks.get(0).lastIndex() <= index) {
            final Chunk oldest = chunks.remove(0);
            termBeforeFirst = oldest.termAt(oldest.lastIndex());
            firstIndex = oldest.lastIndex() + 1;
            spare.push(oldest);
        }
    }

    /** Publishes what was appended; the entries stay, for a node that starts on them again. */
    @Override
    public void close() {
        endBatch();
    }
}
