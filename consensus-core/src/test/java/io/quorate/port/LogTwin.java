package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a log ought to hold: a naive list of entries beside the log, changed together with it. */
final class LogTwin {
    private record Entry(long term, UnsafeBuffer frame) {
    }

    private final List<Entry> entries = new ArrayList<>();   // of index 1, 2, 3 ...
    private final Random random;
    private LogStorage log;
    private long term = 1;

    LogTwin(final LogStorage log, final long seed) {
        this.log = log;
        this.random = new Random(seed);
    }

    long lastIndex() {
        return entries.size();
    }

    LogStorage log() {
        return log;
    }

    /** The same entries are expected of another object. */
    void continueWith(final LogStorage reopened) {
        log = reopened;
    }

    void raiseTerm() {
        term++;
    }

    /** A random payload of that length joins both. */
    void append(final int length) {
        final Entry entry = entry(length);
        entries.add(entry);
        assertEquals(lastIndex(), log.append(entry.term,
                EntryFrame.type(entry.frame, 0),
                entry.frame, EntryFrame.HEADER_LENGTH, length));
    }

    /** Entries of such lengths join both, as one run that lies somewhere in a buffer. */
    void appendRun(final int... lengths) {
        final int offset = 24;
        final List<UnsafeBuffer> frames = new ArrayList<>();
        for (final int length : lengths) {
            final Entry entry = entry(length);
            entries.add(entry);
            frames.add(entry.frame);
        }
        final int bytes = frames.stream().mapToInt(UnsafeBuffer::capacity).sum();
        final UnsafeBuffer run = new UnsafeBuffer(new byte[offset + bytes + offset]);
        int at = offset;
        for (final UnsafeBuffer frame : frames) {
            run.putBytes(at, frame, 0, frame.capacity());
            at += frame.capacity();
        }
        log.appendRun(run, offset, bytes, lastIndex());
    }

    private Entry entry(final int length) {
        final byte[] payload = new byte[length];
        random.nextBytes(payload);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[EntryFrame.frameLength(length)]);
        EntryFrame.write(frame, 0, lastIndex() + 1, term,
                random.nextBoolean() ? EntryType.COMMAND : EntryType.NO_OP,
                new UnsafeBuffer(payload), 0, length);
        return new Entry(term, frame);
    }

    /** Both lose the entries from there on; what follows is of a higher term. */
    void truncateFrom(final long index) {
        log.truncateFrom(index);
        entries.subList((int) index - 1, entries.size()).clear();
        raiseTerm();
    }

    /** Both forget everything and begin after an entry of that index, of a term of its own. */
    void resetTo(final long index) {
        raiseTerm();
        log.resetTo(index, term);
        entries.clear();
        while (entries.size() < index) {
            entries.add(new Entry(term, null));
        }
        raiseTerm();
    }

    /** The log holds, from its first index on, exactly what the list does. */
    void assertSame() {
        assertEquals(lastIndex(), log.lastIndex());
        final long first = log.firstIndex();
        assertTrue(first <= lastIndex() + 1, "first index " + first);
        assertEquals(first == 1 ? 0 : entries.get((int) first - 2).term, log.termBeforeFirst());
        assertSame(first, lastIndex());
    }

    /** They agree on a range, read in runs of random length. */
    void assertSame(final long from, final long to) {
        final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        long index = from;
        while (index <= to) {
            final long limit = index + random.nextInt((int) (to - index) + 1);
            final int maxBytes = 1 << random.nextInt(20);
            final long last = log.read(index, limit, maxBytes, view);
            assertTrue(last >= index && last <= limit, "a run from " + index + " to " + last);
            assertTrue(view.capacity() <= maxBytes || last == index,
                    view.capacity() + " bytes where " + maxBytes + " were asked for");
            assertFrames(view, index, last);
            index = last + 1;
        }
    }

    private void assertFrames(final DirectBuffer view, final long from, final long to) {
        int at = 0;
        for (long index = from; index <= to; index++) {
            final UnsafeBuffer expected = entries.get((int) index - 1).frame;
            final byte[] actual = new byte[expected.capacity()];
            view.getBytes(at, actual);
            assertArrayEquals(expected.byteArray(), actual, "the frame of entry " + index);
            at += actual.length;
        }
        assertEquals(view.capacity(), at, "bytes of the run");
    }
}
