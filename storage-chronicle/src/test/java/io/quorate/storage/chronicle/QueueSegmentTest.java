package io.quorate.storage.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.quorate.port.Durability;
import io.quorate.storage.segment.Batch;
import io.quorate.storage.segment.OpenSegment;
import io.quorate.storage.segment.SealedSegment;
import io.quorate.wire.Crc32c;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueSegmentTest {
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int PAGE = 4 << 10;
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path log;

    @Test
    void whatWasPublishedIsFoundInOrder() throws IOException {
        writeSegment(1, 100, 8);
        try (SealedSegment sealed = seal()) {
            assertEquals(1, sealed.number());
            int from = 0;
            for (int i = 1; i <= 100; i++) {
                final int at = sealed.published(from);
                assertEquals(i, sealed.memory().getLong(at + Batch.HEADER_LENGTH));
                from = at + sealed.memory().getInt(at + Batch.LENGTH);
            }
            assertEquals(SealedSegment.NONE, sealed.published(from));
            assertFalse(sealed.hasTraces(from));
        }
    }

    @Test
    void aBatchThatWasBegunIsNotFoundButLeavesTraces() throws IOException {
        final OpenSegment open = segments(SEGMENT_BYTES).create(1);
        final int end = write(open, 1, 8);
        open.begin(0);
        fill(open.batch(), 0, 2, 80);
        try (SealedSegment sealed = seal()) {
            assertEquals(SealedSegment.NONE, sealed.published(end));
            assertTrue(sealed.hasTraces(end));
        }
        open.close();
    }

    @Test
    void anEmptySegmentHasNoTraces() throws IOException {
        writeSegment(1, 0, 0);
        try (SealedSegment sealed = seal()) {
            assertEquals(SealedSegment.NONE, sealed.published(0));
            assertFalse(sealed.hasTraces(0));
        }
    }

    @Test
    void aSearchOfRandomBytesEndsInsideThem() {
        final byte[] bytes = new byte[1 << 10];
        final UnsafeBuffer memory = new UnsafeBuffer(bytes);
        for (int seed = 0; seed < 1_000; seed++) {
            new Random(seed).nextBytes(bytes);
            for (int from = 0; from <= bytes.length; from += 8) {
                final int found = Documents.published(memory, from);
                assertTrue(found == SealedSegment.NONE || found > from && found <= bytes.length);
            }
        }
    }

    @Test
    void chronicleReadsTheFileAsItsOwn() throws IOException {
        writeSegment(1, 2, 8);
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(file(1).getParent())
                .rollCycle(OnlyCycle.INSTANCE).timeProvider(OnlyCycle.INSTANCE).readOnly(true)
                .build(); ExcerptTailer tailer = queue.createTailer()) {
            for (int i = 1; i <= 2; i++) {
                try (DocumentContext document = tailer.readingDocument()) {
                    assertTrue(document.isPresent());
                    final Bytes<?> bytes = document.wire().bytes();
                    final int at = Documents.batchAt((int) bytes.readPosition());
                    assertEquals(i, bytes.readLong(at + Batch.HEADER_LENGTH));
                }
            }
        }
    }

    @Test
    void aSegmentFillsToItsEndAndNotBeyond() throws IOException {
        final ChronicleSegments segments = segments(SEGMENT_BYTES);
        try (OpenSegment open = segments.create(1)) {
            assertTrue(open.room() >= segments.maxBatchLength());
            while (open.room() > 1 << 10) {
                write(open, 1, (1 << 10) - Batch.HEADER_LENGTH - Long.BYTES);
            }
            final int end = write(open, 2, open.room() - Batch.HEADER_LENGTH - Long.BYTES & -8);
            assertTrue(SEGMENT_BYTES - end < 1200, "full at " + end);
            assertTrue(open.room() < Batch.HEADER_LENGTH);
        }
        assertEquals(SEGMENT_BYTES, Files.size(file(1)));
    }

    @Test
    void aBatchMayBeAsLongAsPromised() throws IOException {
        for (int segmentBytes = SEGMENT_BYTES; segmentBytes <= 1 << 20; segmentBytes <<= 1) {
            final ChronicleSegments segments = segments(segmentBytes);
            final int length = segments.maxBatchLength() & -8;
            assertTrue(length >= segmentBytes / 4 - 8);
            try (OpenSegment open = segments.create(1)) {
                write(open, 1, length - Batch.HEADER_LENGTH - Long.BYTES);
                open.force();
            }
            try (SealedSegment sealed = seal()) {
                assertEquals(length, sealed.memory().getInt(sealed.published(0) + Batch.LENGTH));
                sealed.delete();
            }
        }
    }

    @Test
    void publishingComesToAllocateNothing() throws IOException {
        try (OpenSegment open = segments(64 << 20).create(1)) {
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < 40 && allocated > 0; round++) {
                final long before = allocatedBytes();
                for (int i = 0; i < 10_000; i++) {
                    write(open, i, 64);
                }
                allocated = allocatedBytes() - before;
            }
            assertEquals(0, allocated, "bytes for 10,000 batches, once compiled");
        }
    }

    @Test
    void aHalfMadeSegmentIsLeftOutAndReplaced() throws IOException {
        final ChronicleSegments segments = segments(SEGMENT_BYTES);
        segments.create(1).close();
        Files.move(file(1), file(1).resolveSibling(OnlyCycle.NAME + ".precreated"));
        assertEquals(List.of(), segments.sealed());
        writeSegment(1, 3, 8);
        try (SealedSegment sealed = seal()) {
            assertTrue(sealed.published(0) > 0);
        }
    }

    @Test
    void aSegmentIsReadWhateverItsWriterLeftBesideIt() throws IOException {
        writeSegment(1, 3, 8);
        final byte[] garbage = new byte[PAGE];
        new Random(1).nextBytes(garbage);
        Files.write(file(1).resolveSibling("metadata.cq4t"), garbage);   // its lock is in there
        try (SealedSegment sealed = seal()) {
            assertTrue(sealed.published(0) > 0);
            sealed.delete();
        }
        assertEquals(0, count(log));
    }

    @Test
    void whatIsSetAsideIsKeptBesideTheRest() throws IOException {
        writeSegment(1, 3, 8);
        final byte[] before = Files.readAllBytes(file(1));
        final int end;
        try (SealedSegment sealed = seal()) {
            end = sealed.published(0) + sealed.memory().getInt(sealed.published(0) + Batch.LENGTH);
            sealed.setAside(end);
            assertEquals(1, sealed.memory().getLong(sealed.published(0) + Batch.HEADER_LENGTH));
        }
        try (SealedSegment sealed = seal()) {
            assertEquals(SealedSegment.NONE, sealed.published(end));
            assertFalse(sealed.hasTraces(end));
            assertEquals(2, count(log));
            sealed.delete();
        }
        try (Stream<Path> rest = Files.list(log)) {
            final byte[] kept = Files.readAllBytes(rest.findFirst().orElseThrow());
            assertArrayEquals(Arrays.copyOfRange(before, end, end + kept.length), kept);
            assertTrue(kept.length > 2 * Batch.HEADER_LENGTH);
        }
    }

    @Test
    void aWholeSegmentIsSetAsideUnderAnotherName() throws IOException {
        writeSegment(1, 3, 8);
        seal().setAside(0);
        assertEquals(List.of(), segments(SEGMENT_BYTES).sealed());
        assertEquals(1, count(log));
        writeSegment(1, 3, 8);
        seal().setAside(0);
        assertEquals(2, count(log));
    }

    @Test
    void aClosedSegmentsMemoryIsOutOfBounds() throws IOException {
        final OpenSegment open = segments(SEGMENT_BYTES).create(1);
        write(open, 1, 8);
        open.close();
        open.close();
        assertThrows(IndexOutOfBoundsException.class, () -> open.memory().getLong(0));
        final SealedSegment sealed = seal();
        sealed.close();
        sealed.close();
        assertThrows(IndexOutOfBoundsException.class, () -> sealed.memory().getLong(0));
    }

    private ChronicleSegments segments(final int segmentBytes) {
        return new ChronicleSegments(log, segmentBytes, Durability.FSYNC);
    }

    private SealedSegment seal() throws IOException {
        final List<SealedSegment> sealed = segments(SEGMENT_BYTES).sealed();
        assertEquals(1, sealed.size());
        return sealed.get(0);
    }

    private void writeSegment(final int number, final int batches, final int more)
            throws IOException {
        try (OpenSegment open = segments(SEGMENT_BYTES).create(number)) {
            for (int i = 1; i <= batches; i++) {
                write(open, i, more);
            }
        }
    }

    /** Writes a batch that holds a number and some more bytes, and returns where it ends. */
    private static int write(final OpenSegment open, final long first, final int more) {
        final int length = Batch.HEADER_LENGTH + Long.BYTES + BitUtil.align(more, 8);
        final int at = open.begin(length);
        fill(open.batch(), 0, first, more);
        open.publish(length);
        return at + length;
    }

    private static void fill(final UnsafeBuffer memory, final int at, final long first,
            final int more) {
        memory.putInt(at + 12, at);
        memory.putInt(at + 4, Crc32c.of(memory, at + 8, Batch.HEADER_LENGTH - 8));
        memory.putLong(at + Batch.HEADER_LENGTH, first);
        memory.setMemory(at + Batch.HEADER_LENGTH + Long.BYTES, more, (byte) 7);
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private Path file(final int number) {
        return QueueDirectory.of(log, number).file();
    }

    private static long count(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
