package io.quorate.storage.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.StorageFactory.Settings;
import io.quorate.storage.segment.Batch;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on the disk after a power cut, or after the disk has lost something: the directory is
 * copied while the log is open, damaged, and opened as a new process would.
 */
class ChronicleDamageTest {
    private static final int PAGE = 4 << 10;
    private static final int SECTOR = 512;
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int MAX_PAYLOAD = 32 << 10;
    private static final int PER_BATCH = 10;
    private static final int BATCHES = 8;             // of 6.3 KiB, most of a segment

    @TempDir
    Path root;

    private Storage storage;
    private Path image;

    @BeforeEach
    void open() {
        storage = open(root.resolve("node"));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void aPageLostBehindTheDurableIndexIsATornTail() throws IOException {
        write(BATCHES);
        takeImage();
        losePage(positionOfBatch(BATCHES) / PAGE + 1);
        assertOpens(PER_BATCH * (BATCHES - 1));
        assertEquals(1, countTorn(), "the torn tail is kept");
    }

    @Test
    void aPageLostInsideALongEntryIsATornTail() throws IOException {
        write(2);
        append(MAX_PAYLOAD);
        publish();
        takeImage();
        losePage(positionOfBatch(3) / PAGE + 4);
        assertOpens(2 * PER_BATCH);
    }

    @Test
    void aPageLostInTheMiddleIsCorruption() throws IOException {
        write(BATCHES);
        takeImage();
        for (int page = 1; page < positionOfBatch(BATCHES - 1) / PAGE; page++) {
            assertRefused(page);
        }
    }

    @Test
    void theFirstPageLostIsCorruption() throws IOException {
        write(BATCHES);
        takeImage();
        assertRefused(0);
    }

    @Test
    void aFlippedBitInTheLastBatchIsCorruption() throws IOException {
        write(BATCHES);
        takeImage();
        final byte[] bytes = Files.readAllBytes(segment());
        bytes[positionOfBatch(BATCHES) + 100] ^= 4;
        Files.write(segment(), bytes);
        assertRefused();
    }

    @Test
    void aLogThatWasClosedHasNoTornTail() throws IOException {
        write(BATCHES);
        storage.close();
        takeImage();
        lose(positionOfBatch(BATCHES) / SECTOR * SECTOR + SECTOR, SECTOR);
        assertRefused();
    }

    @Test
    void aLockInAnOldQueueMeansNothing() throws IOException {
        write(BATCHES);
        takeImage();                                  // Chronicle's lock is held: by this process
        assertOpens(PER_BATCH * BATCHES);
        Files.write(segment().resolveSibling("metadata.cq4t"), new byte[] {1, 2, 3});
        assertOpens(PER_BATCH * BATCHES);
        Files.delete(segment().resolveSibling("metadata.cq4t"));
        assertOpens(PER_BATCH * BATCHES);
    }

    @Test
    void aHalfMadeSegmentIsMadeAnew() throws IOException {
        write(BATCHES);
        takeImage();
        for (int left = 0; left < 3; left++) {
            final Path half = QueueDirectory.of(log(), 2).path();
            Files.createDirectories(half);
            final Path precreated = half.resolve(OnlyCycle.NAME + ".precreated");
            switch (left) {
                case 0 -> Files.write(precreated, new byte[SEGMENT_BYTES / 2]);
                case 1 -> Files.write(half.resolve("metadata.cq4t"), new byte[PAGE]);
                default -> Files.deleteIfExists(half.resolve(OnlyCycle.NAME + ".cq4"));
            }
            assertOpens(PER_BATCH * BATCHES);
        }
    }

    @Test
    void aQueueWithoutAHeaderIsEmpty() throws IOException {
        write(BATCHES);
        takeImage();
        assertOpensWithSegment(2, new byte[SEGMENT_BYTES]);
        assertOpensWithSegment(30, new byte[] {0, 0, 0, (byte) 0x80});
        assertOpensWithSegment(40, new byte[0]);
    }

    private void assertOpensWithSegment(final int number, final byte[] bytes) throws IOException {
        final Path file = QueueDirectory.of(log(), number).file();
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        assertOpens(PER_BATCH * BATCHES);
    }

    private static Storage open(final Path directory) {
        return new ChronicleStorageFactory().open(new Settings(directory, 7, 1, Durability.FSYNC,
                true, SEGMENT_BYTES, MAX_PAYLOAD));
    }

    private void write(final int batches) {
        for (int batch = 0; batch < batches; batch++) {
            for (int i = 0; i < PER_BATCH; i++) {
                append(600);
            }
            publish();
        }
    }

    private void append(final int length) {
        final byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 7);
        storage.log().append(1, EntryType.COMMAND, new UnsafeBuffer(payload), 0, length);
    }

    private void publish() {
        final LogStorage log = storage.log();
        log.endBatch();
        Await.until("a durable log", () -> log.durableIndex() >= log.lastIndex());
    }

    private void takeImage() throws IOException {
        image = root.resolve("image");
        copy(root.resolve("node"), image);
    }

    /** All but the segment that is being made ready just now. */
    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                if (!file.startsWith(QueueDirectory.of(from.resolve("log"), 2).path())) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    private Path log() {
        return image.resolve("log");
    }

    private Path segment() {
        return QueueDirectory.of(log(), 1).file();
    }

    private int positionOfBatch(final int number) throws IOException {
        final UnsafeBuffer memory = new UnsafeBuffer(Files.readAllBytes(segment()));
        int from = 0;
        for (int batch = 1; batch < number; batch++) {
            final int at = Documents.published(memory, from);
            from = at + memory.getInt(at + Batch.LENGTH);
        }
        return Documents.published(memory, from);
    }

    private void losePage(final int page) throws IOException {
        lose(page * PAGE, PAGE);
    }

    private void lose(final int from, final int length) throws IOException {
        final byte[] bytes = Files.readAllBytes(segment());
        Arrays.fill(bytes, from, from + length, (byte) 0);
        Files.write(segment(), bytes);
    }

    /** Opens the image, reads all of it, appends, and finds everything when it opens it again. */
    private void assertOpens(final long lastIndex) {
        for (int opening = 0; opening < 2; opening++) {
            try (Storage opened = open(image)) {
                final LogStorage log = opened.log();
                assertEquals(lastIndex + opening, log.lastIndex());
                assertEquals(lastIndex + opening, log.durableIndex());
                assertEquals(lastIndex + opening, readAll(log));
                if (opening == 0) {
                    log.append(1, EntryType.COMMAND, new UnsafeBuffer(new byte[9]), 0, 9);
                } else {
                    log.truncateFrom(lastIndex + 1);
                }
            }
        }
    }

    private static long readAll(final LogStorage log) {
        final UnsafeBuffer run = new UnsafeBuffer(0, 0);
        long next = 1;
        while (next <= log.lastIndex()) {
            final long last = log.read(next, log.lastIndex(), 1 << 20, run);
            for (int at = 0; next <= last; next++) {
                final int length = EntryFrame.check(run, at, run.capacity());
                assertTrue(length > 0);
                assertEquals(next, EntryFrame.index(run, at));
                at += length;
            }
        }
        return next - 1;
    }

    private void assertRefused(final int page) throws IOException {
        final byte[] before = Files.readAllBytes(segment());
        losePage(page);
        assertRefused();
        Files.write(segment(), before);
    }

    private void assertRefused() throws IOException {
        final byte[] before = Files.readAllBytes(segment());
        final StorageException refusal =
                assertThrows(StorageException.class, () -> open(image).close());
        assertTrue(refusal.getMessage().contains(segment().toString()), refusal.getMessage());
        assertArrayEquals(before, Files.readAllBytes(segment()), "nothing was changed");
        assertEquals(0, countTorn());
    }

    private long countTorn() throws IOException {
        try (Stream<Path> files = Files.list(log())) {
            return files.filter(file -> file.toString().contains(".torn-")).count();
        }
    }
}
