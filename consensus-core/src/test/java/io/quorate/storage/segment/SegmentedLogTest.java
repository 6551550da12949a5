package io.quorate.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log on a disk that does as the test says: when it syncs, how it fails, what a crash leaves. */
@Timeout(120)
class SegmentedLogTest {
    private static final int ENTRIES_PER_SEGMENT = 10;
    private static final int PAYLOAD = 100;
    private static final int FRAME = EntryFrame.frameLength(PAYLOAD);
    private static final long IDENTITY = 0x1234_5678_9ABCL;

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
    private TestDisk disk =
            new TestDisk(2 * Batch.HEADER_LENGTH + ENTRIES_PER_SEGMENT * FRAME);
    private SegmentedLog log;

    @BeforeEach
    void openLog() throws IOException {
        log = SegmentedLog.open(disk, IDENTITY, Durability.FSYNC, PAYLOAD, "test");
    }

    @AfterEach
    void closeLog() {
        disk.release();
        try {
            log.close();
        } catch (final StorageException e) {
            assertTrue(e.getMessage().contains("test"));
        }
    }

    private void append(final long term, final int count) {
        for (int i = 0; i < count; i++) {
            log.append(term, EntryType.COMMAND, payload, 0, PAYLOAD);
        }
        log.endBatch();
    }

    private static void await(final BooleanSupplier condition) {
        Await.until("what the log does by and by", condition);
    }

    private void awaitDurable(final long index) {
        await(() -> log.durableIndex() >= index);
        assertEquals(index, log.durableIndex());
    }

    /** The process is killed and started again. */
    private void killAndReopen() throws IOException {
        final TestDisk found = disk.afterKill();
        closeLog();
        disk = found;
        openLog();
    }

    private long termAt(final long index) {
        final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        log.read(index, index, 1, view);
        assertEquals(index, EntryFrame.index(view, 0));
        return EntryFrame.term(view, 0);
    }

    @Test
    void anEntryIsDurableOnlyWhenASyncThatBeganAfterItHasReturned() throws InterruptedException {
        disk.hold();
        append(1, 3);
        disk.awaitSync();
        append(1, 2);
        assertEquals(0, log.durableIndex());
        disk.release();
        awaitDurable(5);
    }

    @Test
    void whatWasPublishedDuringASyncSharesTheNext() throws InterruptedException {
        disk.hold();
        append(1, 1);
        disk.awaitSync();
        for (int i = 0; i < 3; i++) {
            append(1, 1);
        }
        final int before = disk.syncs();
        disk.release();
        awaitDurable(4);
        assertEquals(2, disk.syncs() - before);
    }

    /** A sync of the old entries 3 and 4 returns when there are new ones with those indexes. */
    @Test
    void aSyncOfEntriesThatWereReplacedSaysNothingAboutTheNewOnes() throws InterruptedException {
        append(1, 2);
        awaitDurable(2);
        disk.hold();
        append(1, 2);
        disk.awaitSync();
        log.truncateFrom(3);
        append(2, 2);
        disk.release(1);
        disk.awaitSync();                    // the old one has returned, the next one not yet
        assertEquals(2, log.durableIndex());
        disk.release();
        awaitDurable(4);
    }

    @Test
    void aCutDuringASyncIsFollowedByAnother() throws InterruptedException {
        append(1, 2);
        awaitDurable(2);
        disk.hold();
        append(1, 4);
        disk.awaitSync();
        log.truncateFrom(6);
        assertEquals(2, log.durableIndex());
        disk.release();
        awaitDurable(5);
    }

    @Test
    void durableFallsAtOnceWithACut() {
        append(1, 30);
        awaitDurable(30);
        log.truncateFrom(12);
        assertEquals(11, log.durableIndex());
        append(2, 1);
        awaitDurable(12);
    }

    @Test
    void theFirstFailedSyncIsTheLast() {
        append(1, 1);
        awaitDurable(1);
        disk.failNext(new IOException("Input/output error"));
        append(1, 1);
        assertPoisoned("Input/output error");
        disk.failNext(null);
        assertPoisoned("Input/output error");
    }

    @Test
    void aFaultInTheMappingIsAFailureOfTheLog() {
        disk.failNext(new InternalError("a fault occurred in an unsafe memory access"));
        append(1, 1);
        assertPoisoned("a fault occurred");
    }

    private void assertPoisoned(final String cause) {
        await(() -> isFailing());
        final List<Runnable> calls = List.of(() -> log.append(1, 1, payload, 0, 1),
                () -> log.appendRun(payload, 0, 0, 1), () -> log.endBatch(),
                () -> log.durableIndex(), () -> log.hasRoom(1), () -> log.purgeTo(1),
                () -> log.truncateFrom(1), () -> log.read(1, 1, 1, new UnsafeBuffer(0, 0)));
        for (final Runnable call : calls) {
            final StorageException e = assertThrows(StorageException.class, call::run);
            assertTrue(e.getMessage().contains(cause), e.getMessage());
        }
    }

    private boolean isFailing() {
        try {
            return log.durableIndex() < 0;
        } catch (final StorageException e) {
            return true;
        }
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsLost() {
        disk.fill();
        final StorageException e =
                assertThrows(StorageException.class, () -> append(1, 4 * ENTRIES_PER_SEGMENT));
        assertTrue(e.getMessage().contains("No space left"), e.getMessage());
    }

    @Test
    void thereIsRoomInThisSegmentOrTheNextOrNotYet() throws InterruptedException {
        await(() -> log.hasRoom(ENTRIES_PER_SEGMENT * FRAME));
        assertFalse(log.hasRoom(ENTRIES_PER_SEGMENT * FRAME + 2 * Batch.HEADER_LENGTH));
        append(1, ENTRIES_PER_SEGMENT);
        await(() -> log.hasRoom(FRAME));
    }

    @Test
    void aFullBatchIsFollowedByAnotherInTheSameSegment() throws IOException {
        disk.limitBatches(Batch.HEADER_LENGTH + FRAME + FRAME / 2);
        final BatchWriter writer = new BatchWriter(IDENTITY, 0, 0);
        writer.turnTo(new LogSegment(disk.create(9), ENTRIES_PER_SEGMENT, 1));
        writer.begin(FRAME);
        writer.write(1, EntryType.COMMAND, payload, 0, PAYLOAD);
        assertEquals(FRAME / 2, writer.room());
        assertEquals((ENTRIES_PER_SEGMENT - 1) * FRAME, writer.roomAhead());

        append(1, ENTRIES_PER_SEGMENT - 2);              // each in a batch of its own
        awaitDurable(ENTRIES_PER_SEGMENT - 2);
        killAndReopen();
        assertEquals(ENTRIES_PER_SEGMENT - 2, log.lastIndex());
    }

    @Test
    void aKilledProcessLosesNothingThatWasPublished() throws IOException {
        append(1, 25);
        log.append(1, EntryType.COMMAND, payload, 0, PAYLOAD);      // and never published
        killAndReopen();
        assertEquals(25, log.lastIndex());
        assertEquals(25, log.durableIndex());
        append(2, 15);
        killAndReopen();
        assertEquals(40, log.lastIndex());
        assertEquals(1, termAt(25));
        assertEquals(2, termAt(26));
    }

    @Test
    void aCrashBetweenACutAndWhatFollowsLeavesTheOldSuffix() throws IOException {
        append(1, 35);
        awaitDurable(35);
        log.truncateFrom(12);
        killAndReopen();
        assertTrue(log.lastIndex() >= 11, "" + log.lastIndex());
        assertEquals(1, termAt(log.lastIndex()));
        log.truncateFrom(12);
        append(2, 1);
        killAndReopen();
        assertEquals(12, log.lastIndex());
        assertEquals(2, termAt(12));
        assertEquals(1, termAt(11));
    }

    @Test
    void aCrashBetweenAnyTwoRemovalsLeavesALogThatGoesOn() throws IOException {
        append(1, 55);
        awaitDurable(55);
        final List<Integer> numbers = disk.numbers();
        log.truncateFrom(12);
        append(2, 3);
        awaitDurable(14);
        final TestDisk whole = disk.afterKill();
        for (int removed = 0; removed <= numbers.size() - 2; removed++) {
            final TestDisk found = whole.afterKill();
            for (int i = 0; i < removed; i++) {
                found.remove(numbers.get(i));               // a purge takes the oldest first
            }
            final SegmentedLog recovered = SegmentedLog.open(found, IDENTITY,
                    Durability.PAGE_CACHE, PAYLOAD, "test");
            assertEquals(14, recovered.lastIndex());
            recovered.close();
        }
    }

    @Test
    void nothingIsPurgedBeforeItsSuccessorIsDurable() {
        append(1, ENTRIES_PER_SEGMENT);
        awaitDurable(ENTRIES_PER_SEGMENT);
        disk.hold();
        append(1, ENTRIES_PER_SEGMENT);
        log.purgeTo(ENTRIES_PER_SEGMENT);
        assertEquals(1, log.firstIndex());
        disk.release();
        awaitDurable(2 * ENTRIES_PER_SEGMENT);
        log.purgeTo(ENTRIES_PER_SEGMENT);
        assertEquals(ENTRIES_PER_SEGMENT + 1, log.firstIndex());
        assertEquals(1, log.termBeforeFirst());
    }

    @Test
    void aSegmentOfAnotherStorageOrAnotherPlaceIsRefused() throws IOException {
        append(1, 35);
        log.close();
        final TestDisk found = disk.afterKill();
        assertThrows(StorageException.class, () -> Recovery.of(found.sealed(), IDENTITY + 1));
        final byte[] first = found.file(1).bytes().clone();
        System.arraycopy(found.file(2).bytes(), 0, found.file(1).bytes(), 0, first.length);
        System.arraycopy(first, 0, found.file(2).bytes(), 0, first.length);
        final StorageException e = assertThrows(StorageException.class,
                () -> Recovery.of(found.sealed(), IDENTITY));
        assertTrue(e.getMessage().contains("1.log is damaged at byte 0"), e.getMessage());
    }

    @Test
    void aSegmentThatIsMissingIsNoticed() throws IOException {
        append(1, 35);
        log.close();
        final TestDisk found = disk.afterKill();
        found.remove(2);
        final StorageException e = assertThrows(StorageException.class,
                () -> Recovery.of(found.sealed(), IDENTITY));
        assertTrue(e.getMessage().contains("3.log is damaged at byte 0, at entry 11"),
                e.getMessage());
    }
}
