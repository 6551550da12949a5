package io.quorate.storage;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A list of ints outside the heap. It allocates only where it outgrows all it ever held. Not thread
 * safe.
 */
final class Ints {
    private static final int SMALLEST = 64;

    private ByteBuffer bytes;
    private final UnsafeBuffer values = new UnsafeBuffer(0, 0);
    private int size;

    /** An empty list with room for so many. */
    Ints(final int expectedSize) {
        allocate(Math.max(expectedSize, SMALLEST));
    }

    int size() {
        return size;
    }

    int get(final int ordinal) {
        return values.getInt(ordinal << 2);
    }

    void add(final int value) {
        if (size << 2 == values.capacity()) {
            grow();
        }
        values.putInt(size++ << 2, value);
    }

    /** Forgets all values but so many from the front. */
    void cutTo(final int newSize) {
        size = newSize;
    }

    /** The highest ordinal, at or after one whose value is, of a value at most that; they rise. */
    int floor(final int from, final int atMost) {
        int low = from;
        int high = size - 1;
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (get(middle) <= atMost) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void grow() {
        final ByteBuffer old = bytes;
        allocate(size << 1);
        values.putBytes(0, old, 0, size << 2);
        BufferUtil.free(old);
    }

    private void allocate(final int capacity) {
        bytes = ByteBuffer.allocateDirect(BitUtil.findNextPositivePowerOfTwo(capacity) << 2);
        values.wrap(bytes);
    }

    void free() {
        values.wrap(0, 0);
        BufferUtil.free(bytes);
    }
}
