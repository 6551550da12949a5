package io.quorate.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a process promised before it was killed: a mapped file that outlives it.
 * <pre>
 *  0         8           16               24        32                48 (each term in turn)
 *  +---------+-----------+----------------+---------+---------+-------+-----------------+-----
 *  |  phase  | steps     | acknowledged   |  word   | promise |snapsh.| start of term 0 | ...
 *  +---------+-----------+----------------+---------+---------+-------+-----------------+-----
 * </pre>
 * The word is a term and a vote in one number, so that no kill can part them. A term's start is the
 * first index it wrote, 0 when it wrote none; it cut away what older terms had there.
 */
final class Testimony implements AutoCloseable {
    /** Terms beyond this cannot be witnessed. */
    static final int MAX_TERM = 1 << 16;
    /** Phases of the writer. */
    static final long OPENING = 1;
    static final long WRITING = 2;

    private static final int PHASE = 0;
    private static final int STEPS = 8;
    private static final int ACKNOWLEDGED = 16;
    private static final int WORD = 24;
    private static final int PROMISE = 32;
    private static final int SNAPSHOT = 40;
    private static final int STARTS = 48;
    private static final int LENGTH = STARTS + (MAX_TERM + 1) * Long.BYTES;
    private static final int VOTE_BITS = 8;

    private final MappedByteBuffer mapping;
    private final UnsafeBuffer file;

    Testimony(final Path path) {
        try (FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE)) {
            mapping = channel.map(MapMode.READ_WRITE, 0, LENGTH);
            file = new UnsafeBuffer(mapping);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long phase() {
        return file.getLongVolatile(PHASE);
    }

    void phase(final long phase) {
        file.putLongVolatile(PHASE, phase);
    }

    long steps() {
        return file.getLongVolatile(STEPS);
    }

    void step() {
        file.putLongVolatile(STEPS, file.getLong(STEPS) + 1);
    }

    /** The highest index that must not be lost. */
    long acknowledged() {
        return file.getLongVolatile(ACKNOWLEDGED);
    }

    void acknowledge(final long index) {
        file.putLongVolatile(ACKNOWLEDGED, index);
    }

    /** The last entry of the newest snapshot that must not be lost. */
    long snapshot() {
        return file.getLongVolatile(SNAPSHOT);
    }

    void snapshot(final long index) {
        file.putLongVolatile(SNAPSHOT, index);
    }

    long term() {
        return file.getLongVolatile(WORD) >>> VOTE_BITS;
    }

    int votedFor() {
        return (int) (file.getLongVolatile(WORD) & ((1 << VOTE_BITS) - 1));
    }

    long promiseNs() {
        return file.getLongVolatile(PROMISE);
    }

    void word(final long term, final int votedFor, final long promiseNs) {
        file.putLongVolatile(WORD, term << VOTE_BITS | votedFor);
        file.putLongVolatile(PROMISE, promiseNs);
    }

    void start(final long term, final long index) {
        file.putLongVolatile(startAt(term), index);
    }

    /** The term that an acknowledged entry must carry: the last one that wrote there. */
    long termAt(final long index) {
        for (long term = term(); term > 0; term--) {
            final long start = file.getLong(startAt(term));
            if (start != 0 && start <= index) {
                return term;
            }
        }
        return 0;
    }

    /** Forgets every start, before those of a log just read are entered. */
    void forgetTerms() {
        file.setMemory(STARTS, LENGTH - STARTS, (byte) 0);
    }

    private static int startAt(final long term) {
        return STARTS + (int) term * Long.BYTES;
    }

    @Override
    public void close() {
        IoUtil.unmap(mapping);
    }
}
