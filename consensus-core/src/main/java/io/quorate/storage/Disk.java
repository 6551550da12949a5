package io.quorate.storage;

import static java.nio.file.StandardOpenOption.READ;

import io.quorate.port.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What every file of ours needs of the disk. Any thread that nobody interrupts. */
public final class Disk {
    /**
     * Bytes written at a time where a file is filled that will be synced. The kernel keeps together
     * what came in one write, and a sync sends all of it when a byte of it changed: so a page, no
     * more.
     */
    private static final int PAGE = 4 << 10;
    /** The same where nothing is synced: the more at a time, the less it costs. */
    private static final int STRIDE = 1 << 20;

    private Disk() {
    }

    /**
     * Writes zeros so that every block of a file is there, from its start on. What is to survive
     * power loss is forced too; otherwise that the file system has set the blocks aside will do.
     */
    public static void fill(final FileChannel channel, final long bytes,
            final Durability durability) throws IOException {
        writeZeros(channel, bytes, durability == Durability.FSYNC ? PAGE : STRIDE);
        if (durability == Durability.FSYNC) {
            channel.force(true);
        }
    }

    /** Writes zeros over what a file holds; it has all of its blocks, and pages in the cache. */
    public static void refill(final FileChannel channel, final long bytes) throws IOException {
        writeZeros(channel, bytes, STRIDE);
    }

    private static void writeZeros(final FileChannel channel, final long bytes,
            final int stride) throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(stride, bytes));
        long position = 0;
        while (position < bytes) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - position));
            position += channel.write(zeros, position);
        }
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
