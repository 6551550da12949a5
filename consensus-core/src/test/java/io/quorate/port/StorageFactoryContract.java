package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.wire.EntryType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of storage that keeps files owes its members, and whom it turns away. */
public abstract class StorageFactoryContract {
    private static final long CLUSTER = 77;
    private static final int MEMBER = 2;
    private static final int FEW = 8;

    @TempDir
    private Path temp;

    /** The factory under test. */
    protected abstract StorageFactory factory();

    private Path directory() {
        return temp.resolve("member");
    }

    private StorageFactory.Settings settings(final long cluster, final int member,
            final Durability durability, final boolean isBootstrap) {
        return new StorageFactory.Settings(directory(), cluster, member, durability, isBootstrap,
                64 << 10, 1 << 10);
    }

    private StorageFactory.Settings settings(final boolean isBootstrap) {
        return settings(CLUSTER, MEMBER, Durability.PAGE_CACHE, isBootstrap);
    }

    private void begin() {
        try (Storage storage = factory().open(settings(true))) {
            storage.log().append(1, EntryType.COMMAND, new UnsafeBuffer(new byte[8]), 0, 8);
            storage.log().endBatch();
            storage.votes().store(1, 3, 0);
        }
    }

    private void assertRefused(final StorageFactory.Settings settings, final String... words) {
        final Map<String, Long> before = files();
        final StorageException refusal =
                assertThrows(StorageException.class, () -> factory().open(settings).close());
        for (final String word : words) {
            assertTrue(refusal.getMessage().contains(word),
                    '\'' + word + "' is missing in: " + refusal.getMessage());
        }
        assertEquals(before, files(), "a refusal changes nothing");
    }

    private Map<String, Long> files() {
        final Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(temp)) {
            for (final Path path : (Iterable<Path>) paths::iterator) {
                sizes.put(temp.relativize(path).toString(),
                        Files.isDirectory(path) ? -1 : Files.size(path));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return sizes;
    }

    @Test
    void itIsFoundByItsName() {
        final long found = ServiceLoader.load(StorageFactory.class).stream()
                .filter(provider -> provider.get().name().equals(factory().name()))
                .count();
        assertEquals(1, found);
    }

    @Test
    void whatWasBegunIsOpenedAgain() {
        final long identity;
        try (Storage storage = factory().open(settings(true))) {
            identity = storage.votes().identity();
        }
        try (Storage storage = factory().open(settings(true))) {
            assertEquals(identity, storage.votes().identity());
            storage.log().append(4, EntryType.NO_OP, new UnsafeBuffer(new byte[0]), 0, 0);
        }
        try (Storage storage = factory().open(settings(false))) {
            assertEquals(identity, storage.votes().identity());
            assertEquals(3, storage.votes().incarnation());
            assertEquals(1, storage.log().lastIndex());
        }
    }

    @Test
    void twoBeginningsAreTwoIdentities() throws IOException {
        begin();
        final long first;
        try (Storage storage = factory().open(settings(false))) {
            first = storage.votes().identity();
        }
        Files.move(directory(), temp.resolve("elsewhere"));
        begin();
        try (Storage storage = factory().open(settings(false))) {
            assertNotEquals(first, storage.votes().identity());
        }
    }

    @Test
    void durabilityMayChangeFromOneOpeningToTheNext() {
        begin();
        factory().open(settings(CLUSTER, MEMBER, Durability.FSYNC, false)).close();
        try (Storage storage = factory().open(settings(false))) {
            assertEquals(1, storage.log().lastIndex());
            assertEquals(3, storage.votes().votedFor());
        }
    }

    @Test
    void anEmptyDirectoryNeedsLeaveToBegin() throws IOException {
        assertRefused(settings(false), "member", "bootstrap");
        Files.createDirectories(directory());
        assertRefused(settings(false), "member", "bootstrap");
    }

    @Test
    void aDirectoryOfAnotherClusterIsRefused() {
        begin();
        assertRefused(settings(78, MEMBER, Durability.PAGE_CACHE, true), "77", "78", "cluster.id");
    }

    @Test
    void aDirectoryOfAnotherMemberIsRefused() {
        begin();
        assertRefused(settings(CLUSTER, 1, Durability.PAGE_CACHE, true), "member 2", "member.id");
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (Storage storage = factory().open(settings(true))) {
            awaitNextSegment(storage.log());
            assertRefused(settings(true), "in use");
            assertEquals(FEW, storage.log().lastIndex());
        }
    }

    /** Uses a little of the first segment, and waits until a whole one is ready behind it. */
    private static void awaitNextSegment(final LogStorage log) {
        for (int i = 0; i < FEW; i++) {
            log.append(1, EntryType.COMMAND, new UnsafeBuffer(new byte[1 << 10]), 0, 1 << 10);
        }
        Await.until("a segment made ahead", () -> log.hasRoom((64 - FEW + 1) << 10));
    }

    @Test
    void aLogWithoutHardStateIsRefused() throws IOException {
        begin();
        Files.delete(directory().resolve("hard-state"));
        assertRefused(settings(true), "hard-state", "rejoin");
    }

    @Test
    void somebodyElsesDirectoryIsRefused() throws IOException {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("thesis.tex"), "In search of");
        assertRefused(settings(true), "thesis.tex");
        Files.delete(directory().resolve("thesis.tex"));
        Files.delete(directory());
        Files.writeString(directory(), "a file");
        assertRefused(settings(true), "not a directory");
    }

    @Test
    void aHardStateWithoutAWholeCopyIsRefused() throws IOException {
        begin();
        final Path file = directory().resolve("hard-state");
        Files.write(file, new byte[(int) Files.size(file)]);
        assertRefused(settings(true), "hard-state", "damaged");
        Files.write(file, new byte[0]);
        assertRefused(settings(true), "hard-state", "damaged");
    }

    @Test
    void memoryIsNoDurabilityOfFiles() {
        assertRefused(settings(CLUSTER, MEMBER, Durability.MEMORY, true), "durability", "memory");
    }

    @Test
    void segmentsThatAreTooShortForAPayloadAreRefused() {
        assertRefused(new StorageFactory.Settings(directory(), CLUSTER, MEMBER, Durability.FSYNC,
                true, 64 << 10, 1 << 20), "65536", "longer");
    }
}
