package io.quorate.storage.memory;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.quorate.wire.EntryFrame;

/** A stretch of the log in direct memory: frames side by side, and where each of them begins. */
final class Chunk {
    private final UnsafeBuffer memory;
    private final int[] positions;     // where the n-th frame begins; one more says where the end is
    private long firstIndex;
    private int count;

    Chunk(final int bytes) {
        memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, EntryFrame.ALIGNMENT));
        positions = new int[bytes / EntryFrame.HEADER_LENGTH + 1];
    }

    /** Begins anew, with an entry of that index to come first. */
    Chunk begin(final long index) {
        firstIndex = index;
        count = 0;
        return this;
    }

    long firstIndex() {
        return firstIndex;
    }

    long lastIndex() {
        return firstIndex + count - 1;
    }

    int capacity() {
        return memory.capacity();
    }

    boolean hasRoom(final int frameBytes) {
        return frameBytes <= memory.capacity() - positions[count];
    }

    void append(final long term, final int type, final DirectBuffer payload, final int offset,
            final int length) {
        final int at = positions[count];
        final int bytes = EntryFrame.write(memory, at, firstIndex + count, term, type, payload,
                offset, length);
        positions[++count] = at + bytes;
    }

    void append(final DirectBuffer frame, final int offset, final int bytes) {
        final int at = positions[count];
        memory.putBytes(at, frame, offset, bytes);
        positions[++count] = at + bytes;
    }

    void truncateFrom(final long index) {
        count = (int) (index - firstIndex);
    }

    long termAt(final long index) {
        return EntryFrame.term(memory, positions[(int) (index - firstIndex)]);
    }

    /** Wraps the view round whole frames from an index on; returns the last one's. */
    long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        final int from = (int) (fromIndex - firstIndex);
        final int start = positions[from];
        int low = from + 1;
        int high = (int) Math.min(toIndex - firstIndex + 1, count);
        while (low < high) {                          // the last frame end within maxBytes
            final int middle = low + high + 1 >>> 1;
            if (positions[middle] - start <= maxBytes) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        view.wrap(memory, start, positions[low] - start);
        return firstIndex + low - 1;
    }
}
