package io.quorate.storage.mapped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file that is being filled and synced: written to by the channel, read by its mapping. Pages
 * that are stored to through a mapping lose their permission with each sync, on all cores that run
 * the process, and the next store to them faults; that costs more than the copy.
 */
final class WrittenSegment extends MappedOpenSegment {
    private final InsistentFile written;
    private final Draft draft;

    WrittenSegment(final MappedSegments segments, final int number, final Path file,
            final SpareFile content, final Draft draft) throws IOException {
        super(segments, number, file, content);
        this.draft = draft;
        written = new InsistentFile(file);
    }

    @Override
    public int begin(final int bytes) {
        draft.begin(bytes, room());
        return next();
    }

    @Override
    public UnsafeBuffer batch() {
        return draft.batch();
    }

    @Override
    public void publish(final int length) {
        try {
            draft.write(length, written, next());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        super.publish(length);
    }

    @Override
    public void delete() throws IOException {
        written.close();
        super.delete();
    }

    @Override
    public void close() {
        written.close();
        super.close();
    }
}
