package io.quorate.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.StorageFactory.Settings;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory remembers about the host and the kind of storage that used it. */
class SegmentedStorageTest {
    private static final UUID BOOT = new UUID(1, 1);
    private static final UUID NEXT_BOOT = new UUID(1, 2);

    @TempDir
    private Path directory;

    private final TestDisk disk = new TestDisk(64 << 10);

    private Storage open(final Durability durability, final String name, final UUID boot) {
        final Settings settings =
                new Settings(directory.resolve("m"), 1, 1, durability, true, 64 << 10, 1000);
        return new SegmentedStorage(settings, name, (path, bytes, kept) -> disk, boot).open();
    }

    @Test
    void thePageCacheDoesNotOutliveTheHost() {
        open(Durability.FSYNC, "test", BOOT).close();
        open(Durability.PAGE_CACHE, "test", BOOT).close();
        open(Durability.PAGE_CACHE, "test", BOOT).close();
        for (final Durability durability : new Durability[] {Durability.PAGE_CACHE,
            Durability.FSYNC}) {
            final StorageException refusal = assertThrows(StorageException.class,
                    () -> open(durability, "test", NEXT_BOOT));
            assertTrue(refusal.getMessage().contains("restarted since"), refusal.getMessage());
        }
        open(Durability.FSYNC, "test", BOOT).close();
    }

    @Test
    void whatWasSyncedOutlivesTheHost() {
        open(Durability.PAGE_CACHE, "test", BOOT).close();
        open(Durability.FSYNC, "test", BOOT).close();
        try (Storage storage = open(Durability.FSYNC, "test", NEXT_BOOT)) {
            assertEquals(3, storage.votes().incarnation());
        }
    }

    @Test
    void aDirectoryKeepsToItsKindOfStorage() {
        open(Durability.FSYNC, "test", BOOT).close();
        final StorageException refusal = assertThrows(StorageException.class,
                () -> open(Durability.FSYNC, "other", BOOT));
        assertTrue(refusal.getMessage().contains("storage = test"), refusal.getMessage());
    }

    @Test
    void aDirectoryIsFreeAgainWhenOpeningItFailed() {
        disk.fill();
        final StorageException refusal = assertThrows(StorageException.class,
                () -> open(Durability.FSYNC, "test", BOOT));
        assertTrue(refusal.getMessage().contains("No space left"), refusal.getMessage());
        assertThrows(StorageException.class, () -> open(Durability.FSYNC, "other", BOOT));
    }
}
