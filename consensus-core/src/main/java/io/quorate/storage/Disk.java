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
    /**
     * The same where nothing is synced, or the pages are there: the more at a time, the less it
     * costs. And what is forced at a time, so that no other sync has to wait for a whole file.
     */
    private static final int STRIDE = 1 << 20;

    private Disk() {
    }

    /**
     * Writes zeros so that every block of a file is there, from its start on. What is to survive
     * power loss is forced too; otherwise that the file system has set the blocks aside will do.
     */
    public static void fill(final FileChannel channel, final long bytes,
            final Durability durability) throws IOException {
        if (durability == Durability.FSYNC) {
            forceZeros(channel, bytes, PAGE);
        } else {
            writeZeros(channel, 0, bytes, ByteBuffer.allocateDirect(STRIDE));
        }
    }

    /** Forces zeros over what a file holds; it has its blocks, and its pages are in the cache. */
    public static void refill(final FileChannel channel, final long bytes) throws IOException {
        forceZeros(channel, bytes, STRIDE);
    }

    private static void forceZeros(final FileChannel channel, final long bytes, final int atATime)
            throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocateDirect(atATime);
        for (long from = 0; from < bytes; from += STRIDE) {
            writeZeros(channel, from, Math.min(from + STRIDE, bytes), zeros);
            channel.force(from + STRIDE >= bytes);
        }
    }

    private static void writeZeros(final FileChannel channel, final long from, final long to,
            final ByteBuffer zeros) throws IOException {
        long position = from;
        while (position < to) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - position));
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
