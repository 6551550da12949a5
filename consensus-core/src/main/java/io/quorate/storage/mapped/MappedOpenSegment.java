package io.quorate.storage.mapped;

import io.quorate.storage.segment.Batch;
import io.quorate.storage.segment.OpenSegment;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A mapped file that is being filled. A batch is published by storing its length, in order: a
 * process that is killed leaves all stores before that one in the page cache.
 */
final class MappedOpenSegment extends MappedSegment implements OpenSegment {
    private final MappedSegments segments;
    private final UnsafeBuffer batch = new UnsafeBuffer(0, 0);
    private int next;

    MappedOpenSegment(final MappedSegments segments, final int number, final Path file,
            final SpareFile content) {
        super(number, file, content.channel(), content.mapping());
        this.segments = segments;
    }

    @Override
    public int room() {
        return memory().capacity() - next;
    }

    @Override
    public int begin(final int bytes) {
        batch.wrap(memory(), next, room());
        return next;
    }

    @Override
    public UnsafeBuffer batch() {
        return batch;
    }

    @Override
    public void publish(final int length) {
        final int stored = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? length
                : Integer.reverseBytes(length);
        memory().putIntRelease(next + Batch.LENGTH, stored);
        next += length;
    }

    /** Its file is kept for a segment to come, if none is kept yet. */
    @Override
    public void delete() throws IOException {
        if (!segments.keep(this)) {
            super.delete();
        }
    }
}
