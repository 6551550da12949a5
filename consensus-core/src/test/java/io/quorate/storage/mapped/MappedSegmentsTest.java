package io.quorate.storage.mapped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.storage.segment.OpenSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the file of a segment that is removed. */
class MappedSegmentsTest {
    private static final int BYTES = 64 << 10;

    @TempDir
    private Path directory;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Object identity(final OpenSegment segment) throws IOException {
        return Files.getAttribute(segment.file(), "unix:ino");
    }

    private static OpenSegment full(final MappedSegments segments, final int number)
            throws IOException {
        final OpenSegment segment = segments.create(number);
        segment.memory().setMemory(0, BYTES, (byte) 7);
        return segment;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void theNextSegmentIsMadeOfItAndFullOfZeros(final Durability durability) throws IOException {
        try (MappedSegments segments = new MappedSegments(directory, BYTES, durability)) {
            final OpenSegment first = full(segments, 1);
            final Object file = identity(first);
            first.delete();
            final OpenSegment second = segments.create(2);
            assertEquals(file, identity(second));
            assertEquals(new UnsafeBuffer(new byte[BYTES]), second.memory());
            assertEquals(BYTES, second.room());
            assertEquals(List.of("00000002.log"), names());
            second.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void oneIsKeptAndTheSpaceOfOthersGivenBack(final Durability durability) throws IOException {
        try (MappedSegments segments = new MappedSegments(directory, BYTES, durability)) {
            final OpenSegment first = full(segments, 1);
            final OpenSegment second = full(segments, 2);
            final Object kept = identity(first);
            first.delete();
            second.delete();
            assertEquals(List.of("spare.new"), names());
            final OpenSegment third = segments.create(3);
            final OpenSegment fourth = segments.create(4);
            assertEquals(List.of("00000003.log", "00000004.log"), names());
            assertEquals(kept, identity(third));
            third.close();
            fourth.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void itsMemoryIsOutOfReach(final Durability durability) throws IOException {
        try (MappedSegments segments = new MappedSegments(directory, BYTES, durability)) {
            final OpenSegment first = full(segments, 1);
            final UnsafeBuffer memory = first.memory();
            first.delete();
            assertThrows(IndexOutOfBoundsException.class, () -> memory.getInt(0));
            first.close();                               // nothing to do any more
            segments.create(2).close();
        }
    }

    @Test
    void aBatchThatWasBegunIsOutOfReach() throws IOException {
        try (MappedSegments segments =
                new MappedSegments(directory, BYTES, Durability.PAGE_CACHE)) {
            final OpenSegment first = segments.create(1);
            first.begin(64);
            first.delete();
            assertThrows(IndexOutOfBoundsException.class, () -> first.batch().putInt(0, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void nothingIsKeptWhenTheLogIsClosedNorFromAnEarlierRun(final Durability durability)
            throws IOException {
        final MappedSegments killed = new MappedSegments(directory, BYTES, durability);
        full(killed, 1).delete();
        assertEquals(List.of("spare.new"), names());
        try (MappedSegments segments = new MappedSegments(directory, BYTES, durability)) {
            assertTrue(segments.sealed().isEmpty());
            segments.create(1).delete();
        }
        assertEquals(List.of(), names());
    }
}
