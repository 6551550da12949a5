package io.quorate.storage.mapped;

import io.quorate.storage.segment.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a log stores the batch that it has begun, until it is written to a file. Grows to the
 * longest batch that was asked for. Owned by the log's thread.
 */
final class Draft implements AutoCloseable {
    private static final int FIRST_BYTES = 1 << 20;

    private final UnsafeBuffer batch = new UnsafeBuffer(0, 0);
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

    /** Begins a batch that takes so much at least, and at most so much more. */
    void begin(final int leastBytes, final int mostBytes) {
        if (bytes.capacity() < leastBytes) {
            BufferUtil.free(bytes);
            bytes = ByteBuffer.allocateDirect(
                    Math.max(FIRST_BYTES, BitUtil.findNextPositivePowerOfTwo(leastBytes)));
        }
        batch.wrap(bytes, 0, Math.min(bytes.capacity(), mostBytes));
    }

    /** The batch that was begun. */
    UnsafeBuffer batch() {
        return batch;
    }

    /**
     * Writes the batch to a place in a file, its length last: a process that is killed in between
     * has not published it.
     */
    void write(final int length, final InsistentFile file, final int position)
            throws IOException {
        batch.putInt(Batch.LENGTH, length, ByteOrder.LITTLE_ENDIAN);
        final int body = Batch.LENGTH + Integer.BYTES;
        file.write(bytes.limit(length).position(body), position + body);
        file.write(bytes.limit(body).position(Batch.LENGTH), position);
        bytes.clear();
    }

    /** Lets go of the memory. */
    @Override
    public void close() {
        batch.wrap(0, 0);                    // a late writer meets a bounds check, not a hole
        BufferUtil.free(bytes);
    }
}
