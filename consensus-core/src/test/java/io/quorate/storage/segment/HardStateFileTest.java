package io.quorate.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a node's word when bytes of its file are lost or changed. */
class HardStateFileTest {
    private static final int SLOT = 4 << 10;
    private static final UUID BOOT = new UUID(1, 2);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = directory.resolve("hard-state");
        final HardState state = new HardState();
        state.belongTo(77, 2, 4711, "test");
        HardStateFile.create(file, state);
    }

    private HardStateFile open() throws IOException {
        return new HardStateFile(file, () -> {});
    }

    private byte[] store(final Durability durability, final long term) throws IOException {
        try (HardStateFile votes = open()) {
            votes.begin(durability, BOOT);
            votes.store(term, 3, term * 10);
        }
        return Files.readAllBytes(file);
    }

    private void assertTerm(final long term) throws IOException {
        try (HardStateFile votes = open()) {
            assertEquals(term, votes.term());
            assertEquals(3, votes.votedFor());
            assertEquals(term * 10, votes.promiseNs());
            assertEquals(4711, votes.identity());
            assertEquals(77, votes.state().clusterId());
            assertEquals(2, votes.state().memberId());
            assertEquals("test", votes.state().storageName());
            assertEquals(BOOT, votes.state().bootId());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Durability.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void aFlippedBitInOneSlotIsMadeGoodByTheOther(final Durability durability)
            throws IOException {
        final byte[] whole = store(durability, 9);
        for (int slot = 0; slot < 2; slot++) {
            for (int at = 0; at < HardState.LENGTH; at++) {
                final byte[] damaged = whole.clone();
                flip(damaged, slot * SLOT + at);
                Files.write(file, damaged);
                assertTerm(9);
            }
        }
    }

    @Test
    void aFlippedBitInBothSlotsIsRefused() throws IOException {
        final byte[] whole = store(Durability.FSYNC, 9);
        for (int at = 0; at < HardState.LENGTH; at++) {
            final byte[] damaged = whole.clone();
            flip(damaged, at);
            flip(damaged, SLOT + (at + 31) % HardState.LENGTH);
            Files.write(file, damaged);
            final StorageException refusal = assertThrows(StorageException.class, this::open);
            assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
            assertEquals(0, Arrays.compare(damaged, Files.readAllBytes(file)));
        }
    }

    private static void flip(final byte[] bytes, final int at) {
        bytes[at] = (byte) (bytes[at] ^ 0x10);
    }

    /** The first slot is written first: if only it holds the new word, that was never spoken. */
    @Test
    void aWriteTornAtAnyByteLeavesTheOldWordOrTheNew() throws IOException {
        final byte[] before = store(Durability.FSYNC, 9);
        final byte[] after = store(Durability.FSYNC, 10);
        for (int slot = 0; slot < 2; slot++) {
            for (int at = 0; at <= HardState.LENGTH; at++) {
                final byte[] torn = slot == 0 ? before.clone() : after.clone();
                System.arraycopy(after, slot * SLOT, torn, slot * SLOT, at);
                System.arraycopy(before, slot * SLOT + at, torn, slot * SLOT + at, SLOT - at);
                Files.write(file, torn);
                assertTerm(slot == 0 && at < HardState.LENGTH && isTorn(torn, before) ? 9 : 10);
            }
        }
    }

    private static boolean isTorn(final byte[] torn, final byte[] before) {
        final HardState state = new HardState();
        final UnsafeBuffer first = new UnsafeBuffer(torn);
        return Arrays.equals(torn, before) || !state.read(first, 0);
    }

    @Test
    void aDamagedSlotIsMendedByTheNextOpening() throws IOException {
        final byte[] damaged = store(Durability.FSYNC, 9);
        Arrays.fill(damaged, 0, SLOT, (byte) 0);
        Files.write(file, damaged);
        final byte[] mended = store(Durability.FSYNC, 10);
        Arrays.fill(mended, SLOT, 2 * SLOT, (byte) 0);
        Files.write(file, mended);
        assertTerm(10);
    }

    @Test
    void theLayoutIsFixed() throws IOException {
        final byte[] bytes = Arrays.copyOf(store(Durability.PAGE_CACHE, 5), HardState.LENGTH);
        assertEquals("51554f5241544501" + "f477f8df" + "02000000" + "0200000000000000"
                + "4d00000000000000" + "6712000000000000" + "01000000" + "03000000"
                + "0500000000000000" + "3200000000000000" + "0100000000000000"
                + "0100000000000000" + "0200000000000000" + "74657374000000000000000000000000",
                HexFormat.of().formatHex(bytes));
    }
}
