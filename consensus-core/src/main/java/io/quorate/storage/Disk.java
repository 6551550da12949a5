package io.quorate.storage;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What every file of ours needs of the disk. Any thread that nobody interrupts. */
public final class Disk {
    /**
     * Bytes written at a time where a file is filled. The kernel keeps together what came in one
     * write, and sends all of it to the device again when a byte of it changes: a page, no more.
     */
    private static final int PAGE = 4 << 10;

    private Disk() {
    }

    /** Writes zeros so that every block of a file is there, from its start on, and forces them. */
    public static void fill(final FileChannel channel, final long bytes) throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocateDirect(PAGE);
        long position = 0;
        while (position < bytes) {
            zeros.clear().limit((int) Math.min(PAGE, bytes - position));
            position += channel.write(zeros, position);
        }
        channel.force(true);
    }

    /** Writes a whole buffer. */
    public static void write(final FileChannel channel, final ByteBuffer bytes)
            throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes durable which files a directory has. */
    public static void forceDirectory(final Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
