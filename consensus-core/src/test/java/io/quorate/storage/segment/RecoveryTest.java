package io.quorate.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What becomes of each single byte that is lost or changed, in a log of three batches of which the
 * first was known to be durable when the last was written.
 */
@Timeout(60)
class RecoveryTest {
    private static final long IDENTITY = 42;
    private static final int PAYLOAD = 700;              // a frame is longer than a sector
    private static final int ENTRIES = 3;                // in each batch
    private static final int FRAME = EntryFrame.frameLength(PAYLOAD);
    private static final int BATCH = Batch.HEADER_LENGTH + ENTRIES * FRAME;
    private static final int SEGMENT_BYTES = 16 << 10;
    private static final int SECTOR = 512;

    private TestDisk written;

    @BeforeEach
    void writeThreeBatches() throws IOException {
        final TestDisk disk = new TestDisk(SEGMENT_BYTES);
        final SegmentedLog log =
                SegmentedLog.open(disk, IDENTITY, Durability.FSYNC, PAYLOAD, "test");
        appendBatch(log);
        while (log.durableIndex() < ENTRIES) {
            Thread.onSpinWait();
        }
        disk.hold();                                     // no more is known to be durable
        appendBatch(log);
        appendBatch(log);
        written = disk.afterKill();
        disk.release();
        log.close();
    }

    private static void appendBatch(final SegmentedLog log) {
        final byte[] bytes = new byte[PAYLOAD];
        Arrays.fill(bytes, (byte) 'x');
        for (int i = 0; i < ENTRIES; i++) {
            log.append(1, EntryType.COMMAND, new UnsafeBuffer(bytes), 0, PAYLOAD);
        }
        log.endBatch();
    }

    private TestDisk damaged(final Damager damager) {
        final TestDisk disk = written.afterKill();
        damager.damage(disk.file(1).bytes());
        return disk;
    }

    private interface Damager {
        void damage(byte[] bytes);
    }

    private static long recover(final TestDisk disk) throws IOException {
        final Recovery recovery = Recovery.of(disk.sealed(), IDENTITY);
        recovery.repair(Durability.FSYNC);
        return recovery.lastIndex();
    }

    private static void assertRefused(final TestDisk disk, final int at) {
        final byte[] before = disk.file(1).bytes().clone();
        final StorageException refusal = assertThrows(StorageException.class,
                () -> Recovery.of(disk.sealed(), IDENTITY), "byte " + at);
        assertTrue(refusal.getMessage().startsWith("1.log is damaged at byte "),
                refusal.getMessage());
        assertTrue(Arrays.equals(before, disk.file(1).bytes()), "a refusal changes nothing");
    }

    @Test
    void anUndamagedLogIsWholeAgain() throws IOException {
        assertEquals(3 * ENTRIES, recover(damaged(bytes -> {})));
    }

    @Test
    void aFlippedBitAnywhereIsFoundOrIsPadding() throws IOException {
        for (int bit = 0; bit < 3 * BATCH * Byte.SIZE; bit++) {
            final int at = bit / Byte.SIZE;
            final int mask = 1 << bit % Byte.SIZE;
            final TestDisk disk = damaged(bytes -> bytes[at] = (byte) (bytes[at] ^ mask));
            if (isPadding(at)) {
                assertEquals(3 * ENTRIES, recover(disk));
            } else {
                assertRefused(disk, at);
            }
        }
    }

    private static boolean isPadding(final int at) {
        final int inBatch = at % BATCH - Batch.HEADER_LENGTH;
        return inBatch >= 0 && inBatch % FRAME >= EntryFrame.HEADER_LENGTH + PAYLOAD;
    }

    /** Nothing after some point reached the disk: the log ends with the last batch that did. */
    @Test
    void aTailThatNeverArrivedIsCutWhereverItBegins() throws IOException {
        for (int from = BATCH; from < 3 * BATCH; from++) {
            final int start = from;
            final TestDisk disk =
                    damaged(bytes -> Arrays.fill(bytes, start, bytes.length, (byte) 0));
            final int whole = (from + FRAME - EntryFrame.HEADER_LENGTH - PAYLOAD) / BATCH;
            if (isTornLikeADisk(from)) {
                assertEquals((long) whole * ENTRIES, recover(disk), "cut at byte " + from);
                assertEquals((long) whole * ENTRIES, recover(disk), "and again");
            }
        }
    }

    /** A batch whose end alone is missing within a sector was not torn by a disk. */
    private static boolean isTornLikeADisk(final int at) {
        return at % SECTOR == 0 || at % BATCH == 0;
    }

    @Test
    void aCutWithinASectorIsRefusedOrLeavesWholeBatches() {
        for (int from = BATCH; from < 3 * BATCH; from++) {
            final int start = from;
            final TestDisk disk =
                    damaged(bytes -> Arrays.fill(bytes, start, bytes.length, (byte) 0));
            try {
                final long last = recover(disk);
                assertTrue(last == ENTRIES || last == 2 * ENTRIES || last == 3 * ENTRIES);
            } catch (final IOException | StorageException e) {
                assertTrue(e.getMessage().contains("damaged"), e.getMessage());
            }
        }
    }

    @Test
    void aLostSectorOfWhatMayNotHaveBeenDurableEndsTheLog() throws IOException {
        for (int sector = BATCH / SECTOR + 1; sector <= (3 * BATCH - 1) / SECTOR; sector++) {
            final int from = sector * SECTOR;
            final TestDisk disk =
                    damaged(bytes -> Arrays.fill(bytes, from, from + SECTOR, (byte) 0));
            final long whole = from / BATCH;
            assertEquals(whole * ENTRIES, recover(disk), "sector " + sector);
            assertEquals(whole * BATCH, disk.file(1).keptAside());
        }
    }

    @Test
    void aLostSectorOfWhatWasDurableIsRefused() {
        for (int sector = 0; sector <= (BATCH - 1) / SECTOR; sector++) {
            final int from = sector * SECTOR;
            assertRefused(damaged(bytes -> Arrays.fill(bytes, from, from + SECTOR, (byte) 0)),
                    from);
        }
    }

    @Test
    void aSegmentThatFollowsALostOneDoesNotBeginTheLog() throws IOException {
        final TestDisk disk = new TestDisk(BATCH);
        final SegmentedLog log =
                SegmentedLog.open(disk, IDENTITY, Durability.FSYNC, PAYLOAD, "test");
        log.resetTo(100, 1);
        while (disk.numbers().contains(1)) {
            Thread.onSpinWait();                         // it is void, and goes
        }
        disk.hold();
        for (int batch = 0; batch < 3; batch++) {
            appendBatch(log);
        }
        final TestDisk found = disk.afterKill();
        disk.release();
        log.close();
        final int beginning = found.numbers().get(0);
        Arrays.fill(found.file(beginning).bytes(), (byte) 0);

        final Recovery recovery = Recovery.of(found.sealed(), IDENTITY);
        recovery.repair(Durability.FSYNC);

        assertEquals(0, recovery.segments().size());
        assertEquals(List.of(), found.numbers());
    }

    @Test
    void aBatchThatWasNeverPublishedIsSetAside() throws IOException {
        final TestDisk disk = damaged(
                bytes -> Arrays.fill(bytes, 2 * BATCH, 2 * BATCH + Integer.BYTES, (byte) 0));
        assertEquals(2 * ENTRIES, recover(disk));
        assertEquals(2 * BATCH, disk.file(1).keptAside());
    }

    @Test
    void garbageInsteadOfALogIsRefused() {
        final Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            assertRefused(damaged(random::nextBytes), 0);
        }
    }
}
