package io.quorate.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.port.SnapshotBytes;
import io.quorate.port.SnapshotWriter.State;
import io.quorate.port.SnapshotWriter;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.StorageFactory;
import io.quorate.storage.mapped.MappedStorageFactory;
import io.quorate.wire.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found beside a log when a member starts: good, damaged, half-written or missing. */
class SnapshotFilesTest {
    private static final String TEN = "00000000000000000010-3.snapshot";
    private static final String TWENTY = "00000000000000000020-4.snapshot";

    @TempDir
    private Path directory;

    private Path snapshots() {
        return directory.resolve("snapshots");
    }

    private Storage open() {
        return new MappedStorageFactory().open(new StorageFactory.Settings(directory,
                SnapshotBytes.CLUSTER, 1, Durability.FSYNC, true, 64 << 10, 1 << 10));
    }

    /** Storage with a snapshot of entry 10, and a log that begins after it or holds it all. */
    private void begin(final boolean isPurged) {
        try (Storage storage = open()) {
            write(storage, 10, 3, SnapshotBytes.of(10, 3, 3_000));
            if (isPurged) {
                storage.log().resetTo(10, 3);
            }
            for (long index = storage.log().lastIndex(); index < 30; index++) {
                storage.log().append(5, EntryType.COMMAND, new UnsafeBuffer(new byte[8]), 0, 8);
            }
        }
    }

    private static void write(final Storage storage, final long index, final long term,
            final byte[] bytes) {
        final SnapshotWriter writer = storage.snapshots().begin(index, term);
        assertEquals(bytes.length, writer.offer(new UnsafeBuffer(bytes), 0, bytes.length));
        writer.finish();
        Await.until("a durable snapshot", () -> writer.state() != State.WRITING);
        assertEquals(State.DURABLE, writer.state());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(snapshots())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void flip(final String name, final int at) throws IOException {
        final byte[] bytes = Files.readAllBytes(snapshots().resolve(name));
        bytes[at] = (byte) (bytes[at] ^ 1);
        Files.write(snapshots().resolve(name), bytes);
    }

    @Test
    void theOneBeforeGoesOnlyWhenTheNewOneHasItsName() throws IOException {
        begin(true);
        try (Storage storage = open()) {
            write(storage, 20, 4, SnapshotBytes.of(20, 4, 3_000));
        }
        assertEquals(List.of(TWENTY), names());
    }

    @Test
    void aCrashBeforeTheNewNameLeavesTheOldOne() throws IOException {
        begin(true);
        Files.write(snapshots().resolve("unfinished.new"), SnapshotBytes.of(20, 4, 3_000));
        try (Storage storage = open()) {
            assertEquals(10, storage.snapshots().newest().lastIndex());
        }
        assertEquals(List.of(TEN), names());
    }

    @Test
    void aCrashBeforeTheOldOneWentLeavesTheNewOne() throws IOException {
        begin(true);
        Files.write(snapshots().resolve(TWENTY), SnapshotBytes.of(20, 4, 3_000));
        try (Storage storage = open()) {
            assertEquals(20, storage.snapshots().newest().lastIndex());
        }
        assertEquals(List.of(TWENTY), names());
    }

    @Test
    void aDamagedOneGivesWayToAnOlderFromWhichTheLogGoesOn() throws IOException {
        begin(true);
        Files.write(snapshots().resolve(TWENTY), SnapshotBytes.of(20, 4, 3_000));
        flip(TWENTY, 1_234);
        try (Storage storage = open()) {
            assertEquals(10, storage.snapshots().newest().lastIndex());
        }
        assertEquals(List.of(TEN, TWENTY + ".damaged"), names());
    }

    @Test
    void aDamagedOneIsDispensableWhileTheLogIsWhole() throws IOException {
        begin(false);
        flip(TEN, 1_234);
        try (Storage storage = open()) {
            assertNull(storage.snapshots().newest());
            assertEquals(30, storage.log().lastIndex());
        }
        assertEquals(List.of(TEN + ".damaged"), names());
    }

    @Test
    void aDamagedOneThatTheLogRestsOnIsRefusedByNameWhicheverByteItIs() throws IOException {
        begin(true);
        final int length = (int) Files.size(snapshots().resolve(TEN));
        for (int at = 0; at < length; at += at < 200 || at > length - 60 ? 1 : 97) {
            flip(TEN, at);
            assertRefused(TEN, "damaged", "rejoin");
            flip(TEN, at);
        }
        open().close();
    }

    private void assertRefused(final String... words) throws IOException {
        final List<String> before = names();
        final StorageException refusal =
                assertThrows(StorageException.class, () -> open().close());
        for (final String word : words) {
            assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
        }
        assertEquals(before, names(), "a refusal changes nothing");
    }

    @Test
    void aSnapshotOfAnotherClusterIsNone() throws IOException {
        begin(true);
        Files.write(snapshots().resolve(TEN), SnapshotBytes.of(2, 10, 3, 100, 1));
        assertRefused(TEN, "rejoin");
    }

    @Test
    void anOlderOneThatTheLogDoesNotReachBackToIsRefused() throws IOException {
        begin(true);
        Files.delete(snapshots().resolve(TEN));
        Files.write(snapshots().resolve("00000000000000000009-3.snapshot"),
                SnapshotBytes.of(9, 3, 100));
        assertRefused("9", "11", "rejoin");
    }
}
