package io.quorate.storage.mapped;

import io.quorate.storage.segment.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;

/** A mapped file that is being filled, batch behind batch. */
abstract class MappedOpenSegment extends MappedSegment implements OpenSegment {
    private final MappedSegments segments;
    private int next;

    MappedOpenSegment(final MappedSegments segments, final int number, final Path file,
            final SpareFile content) {
        super(number, file, content.channel(), content.mapping());
        this.segments = segments;
    }

    /** Where the batch begins that is not published yet. */
    final int next() {
        return next;
    }

    @Override
    public final int room() {
        return memory().capacity() - next;
    }

    @Override
    public void publish(final int length) {
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
