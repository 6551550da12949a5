package io.quorate.storage.mapped;

import io.quorate.storage.segment.Batch;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file that is being filled through its mapping. A batch is published by storing its length, in
 * order: a process that is killed leaves all stores before that one in the page cache.
 */
final class StoredSegment extends MappedOpenSegment {
    private final UnsafeBuffer batch = new UnsafeBuffer(0, 0);

    StoredSegment(final MappedSegments segments, final int number, final Path file,
            final SpareFile content) {
        super(segments, number, file, content);
    }

    @Override
    public int begin(final int bytes) {
        batch.wrap(memory(), next(), room());
        return next();
    }

    @Override
    public UnsafeBuffer batch() {
        return batch;
    }

    @Override
    public void publish(final int length) {
        final int stored = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? length
                : Integer.reverseBytes(length);
        batch.putIntRelease(Batch.LENGTH, stored);
        super.publish(length);
    }

    @Override
    void hide() {
        batch.wrap(0, 0);
        super.hide();
    }
}
