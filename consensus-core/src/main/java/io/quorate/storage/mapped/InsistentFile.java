package io.quorate.storage.mapped;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.CloseHelper;

/**
 * A file that a thread writes to even if somebody interrupts it, which closes its channel: it is
 * opened again, and the thread stays interrupted. One thread at a time.
 */
final class InsistentFile implements AutoCloseable {
    private final Path file;
    private FileChannel channel;

    InsistentFile(final Path file) throws IOException {
        this.file = file;
        channel = open();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /** Writes all that is left in the buffer, from that position in the file on. */
    void write(final ByteBuffer bytes, final long position) throws IOException {
        final long shift = position - bytes.position();
        boolean isInterrupted = false;
        try {
            while (bytes.hasRemaining()) {
                try {
                    channel.write(bytes, shift + bytes.position());
                } catch (final ClosedByInterruptException e) {
                    isInterrupted |= Thread.interrupted();
                    channel = open();
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        CloseHelper.close(channel);
    }
}
