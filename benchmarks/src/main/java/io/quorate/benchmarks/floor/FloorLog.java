package io.quorate.benchmarks.floor;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log that is nothing but a mapped file, written round and round: a position that only rises, and
 * commands, each behind its length, that lie at that position modulo the file's length.
 * <pre>
 *   │ 32 │ command │ 32 │ command │     ...     │ 32 │ command │
 *   0              ↑ position % capacity               whole commands, none cut by the end
 * </pre>
 */
final class FloorLog implements AutoCloseable {
    private static final int BYTES = 64 << 20;
    private static final int ALIGNMENT = 8;

    private final MappedByteBuffer file;
    private final UnsafeBuffer buffer;
    private final int frameLength;
    private final int capacity;
    private long position;

    /**
     * A new file of whole commands.
     *
     * @param payload bytes of each command
     */
    FloorLog(final Path path, final int payload) {
        frameLength = BitUtil.align(Integer.BYTES + payload, ALIGNMENT);
        capacity = Math.max(frameLength, BYTES / frameLength * frameLength);
        file = map(path, BitUtil.align(capacity, 4096));
        buffer = new UnsafeBuffer(file, 0, capacity);
        buffer.setMemory(0, capacity, (byte) 0);   // every page is there before it is needed
    }

    private static MappedByteBuffer map(final Path path, final int length) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
        } catch (final IOException e) {
            throw new IllegalStateException("cannot make the log " + path + ": " + e, e);
        }
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int capacity() {
        return capacity;
    }

    /** Bytes ever appended. */
    long position() {
        return position;
    }

    int offsetOf(final long at) {
        return (int) (at % capacity);
    }

    /** Bytes from a position up to the end of the file. */
    int contiguous(final long at) {
        return capacity - offsetOf(at);
    }

    /** Bytes that a command takes with its length. */
    int frameLength() {
        return frameLength;
    }

    /** Appends a command. */
    void appendCommand(final DirectBuffer command, final int offset, final int length) {
        final int at = offsetOf(position);
        buffer.putInt(at, length);
        buffer.putBytes(at + Integer.BYTES, command, offset, length);
        position += frameLength;
    }

    /** Where the command after the one at that position begins. */
    long next(final long at) {
        return at + BitUtil.align(Integer.BYTES + buffer.getInt(offsetOf(at)), ALIGNMENT);
    }

    /** Appends bytes of commands that end at the end of the file at the latest. */
    void append(final DirectBuffer source, final int offset, final int length) {
        buffer.putBytes(offsetOf(position), source, offset, length);
        position += length;
    }

    @Override
    public void close() {
        IoUtil.unmap(file);
    }
}
