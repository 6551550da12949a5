package io.quorate.storage.mapped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.storage.segment.Batch;
import io.quorate.storage.segment.OpenSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment whose batches are written to the file that its memory shows. */
class WrittenSegmentTest {
    private static final int BYTES = 8 << 20;

    @TempDir
    private Path directory;

    private MappedSegments segments;
    private OpenSegment segment;

    @BeforeEach
    void make() throws IOException {
        segments = new MappedSegments(directory, BYTES, Durability.FSYNC);
        segment = segments.create(1);
    }

    @AfterEach
    void close() throws IOException {
        segment.close();
        segments.close();
    }

    /** Publishes so many bytes of that value, its length aside, and returns where they begin. */
    private int publish(final int length, final int value) {
        final int at = segment.begin(length);
        segment.batch().setMemory(0, length, (byte) value);
        segment.publish(length);
        return at;
    }

    private void requirePublished(final int at, final int length, final int value) {
        final UnsafeBuffer memory = segment.memory();
        assertEquals(length, memory.getInt(at + Batch.LENGTH, ByteOrder.LITTLE_ENDIAN));
        for (int i = at + Integer.BYTES; i < at + length; i++) {
            if (memory.getByte(i) != value) {
                assertEquals(value, memory.getByte(i), "byte " + i);
            }
        }
    }

    @Test
    void aBatchIsInItsMemoryOnceItIsPublished() {
        final int first = publish(64, 1);
        assertEquals(0, segment.memory().getLong(64));
        final int second = segment.begin(128);
        segment.batch().setMemory(0, 128, (byte) 2);
        assertEquals(0, segment.memory().getLong(second), "nobody looks there before");
        segment.publish(128);
        requirePublished(first, 64, 1);
        requirePublished(second, 128, 2);
        assertEquals(0, segment.memory().getLong(second + 128));
        assertEquals(BYTES - 64 - 128, segment.room());
    }

    @Test
    void aBatchMayBeAsLongAsTheSegment() {
        publish(64, 1);
        final int rest = segment.room();
        assertEquals(64, publish(rest, 2));
        requirePublished(64, rest, 2);
        assertEquals(0, segment.room());
    }

    @Test
    void aBatchNeverReachesBeyondTheSegment() {
        publish(BYTES - 256, 1);
        segment.begin(64);
        assertEquals(256, segment.batch().capacity());
    }

    @Test
    void aThreadThatIsInterruptedPublishesAllTheSameAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        final int first = publish(4096, 1);
        final int second = publish(64, 2);
        assertTrue(Thread.interrupted());
        segment.force();
        requirePublished(first, 4096, 1);
        requirePublished(second, 64, 2);
    }

    @Test
    void aFileThatCannotBeWrittenToIsToldOf() throws IOException {
        publish(64, 1);
        Files.delete(segment.file());
        Thread.currentThread().interrupt();              // so it has to be opened again
        assertThrows(UncheckedIOException.class, () -> publish(64, 2));
        assertTrue(Thread.interrupted());
    }
}
