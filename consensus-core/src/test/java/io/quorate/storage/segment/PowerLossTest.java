package io.quorate.storage.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power fails again and again under a log that appends, cuts, purges and begins anew; each time
 * every sector that was not synced is new or old by chance. What was durable is there afterwards,
 * in the log or in the snapshot that it last began after.
 */
@Timeout(120)
class PowerLossTest {
    private static final long IDENTITY = 42;
    private static final int SEGMENT_BYTES = 8 << 10;
    private static final int MAX_PAYLOAD = 1500;
    private static final int LIVES = 60;

    private final List<byte[]> frames = new ArrayList<>();      // of entries 1, 2, 3 ...
    private Random random;
    private TestDisk disk = new TestDisk(SEGMENT_BYTES);
    private SegmentedLog log;
    private long term;
    private long purged;
    private long resetIndex;                                    // of the newest snapshot
    private long resetTerm;
    private boolean isJoined = true;                            // the log goes on where it ends

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatWasDurableOutlivesEveryPowerLoss(final long seed) throws Exception {
        random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            log = SegmentedLog.open(disk, IDENTITY, Durability.FSYNC, MAX_PAYLOAD, "test");
            term++;
            beginAnewIfTheSnapshotIsAhead();
            takeOverWhatWasRecovered();
            live(random.nextInt(60));
            losePower();
        }
    }

    private void live(final int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(13)) {
                case 0 -> cut();
                case 1 -> purge();
                case 2 -> disk.hold();
                case 3, 4 -> disk.release();
                case 5, 6, 7 -> log.endBatch();
                case 12 -> beginAnew();
                default -> append();
            }
        }
    }

    private void beginAnew() {
        final long index = log.lastIndex() + random.nextInt(30) - 10;
        if (random.nextInt(3) == 0 && index > Math.max(purged, resetIndex)) {
            resetIndex = index;
            resetTerm = term++;
            resetLog();
        }
    }

    private void resetLog() {
        log.resetTo(resetIndex, resetTerm);
        purged = Math.max(purged, resetIndex);
        while (frames.size() < resetIndex) {
            frames.add(null);
        }
        frames.subList((int) resetIndex, frames.size()).clear();
    }

    /** As a node does that finds a snapshot of an entry which its log does not hold. */
    private void beginAnewIfTheSnapshotIsAhead() {
        if (resetIndex > 0 && !isJoined) {
            resetLog();
        }
    }

    private void append() {
        final byte[] payload = new byte[random.nextInt(MAX_PAYLOAD + 1)];
        random.nextBytes(payload);
        final byte[] frame = new byte[EntryFrame.frameLength(payload.length)];
        EntryFrame.write(new UnsafeBuffer(frame), 0, frames.size() + 1L, term, EntryType.COMMAND,
                new UnsafeBuffer(payload), 0, payload.length);
        frames.add(frame);
        log.append(term, EntryType.COMMAND, new UnsafeBuffer(payload), 0, payload.length);
    }

    private void cut() {
        final long held = log.lastIndex() - log.firstIndex() + 1;
        if (held > 0) {
            final long index = log.lastIndex() - random.nextInt((int) Math.min(held, 20));
            if (index > purged) {
                log.truncateFrom(index);
                frames.subList((int) index - 1, frames.size()).clear();
                term++;
            }
        }
    }

    private void purge() {
        final long index = log.durableIndex() - random.nextInt(20);
        if (index > purged) {
            log.purgeTo(index);
            purged = index;
        }
    }

    /** What a node learned to be durable, before the lights go out, is what it may have told. */
    private void losePower() throws IOException {
        final long durable = log.durableIndex();
        final TestDisk found = disk.afterPowerLoss(random);
        disk.release();
        log.close();
        disk = found;
        final Recovery recovery = Recovery.of(disk.sealed(), IDENTITY);
        isJoined = resetIndex == 0 || isJoined(recovery);
        if (!isJoined) {
            assertTrue(durable <= resetIndex, "durable to " + durable + ", the log ends at "
                    + recovery.lastIndex() + " and the snapshot at " + resetIndex);
            recovery.repair(Durability.FSYNC);
            return;
        }
        assertTrue(recovery.lastIndex() >= durable,
                "durable to " + durable + ", recovered to " + recovery.lastIndex());
        assertTrue(recovery.segments().size() == 0 && durable == 0
                || recovery.segments().first().base() <= purged + 1);
        for (long index = recovery.segments().size() == 0 ? 1
                : recovery.segments().first().base(); index <= durable; index++) {
            assertArrayEquals(frames.get((int) index - 1), frame(recovery, index),
                    "entry " + index);
        }
        recovery.repair(Durability.FSYNC);
        assertEquals(recovery.lastIndex(), Recovery.of(disk.sealed(), IDENTITY).lastIndex());
    }

    private boolean isJoined(final Recovery recovery) {
        if (recovery.segments().size() == 0 || recovery.lastIndex() < resetIndex) {
            return false;
        }
        final long first = recovery.segments().first().base();
        return first > resetIndex ? recovery.termBeforeFirst() >= resetTerm
                : recovery.segments().holding(resetIndex).termAt(resetIndex) == resetTerm;
    }

    private static byte[] frame(final Recovery recovery, final long index) {
        final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        recovery.segments().holding(index).read(index, index, 1, view);
        final byte[] frame = new byte[view.capacity()];
        view.getBytes(0, frame);
        return frame;
    }

    /** What was not durable may be there, or what it replaced: the node takes it as it is. */
    private void takeOverWhatWasRecovered() {
        final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        frames.subList((int) Math.min(frames.size(), log.lastIndex()), frames.size()).clear();
        for (long index = log.firstIndex(); index <= log.lastIndex(); index++) {
            log.read(index, index, 1, view);
            final byte[] frame = new byte[view.capacity()];
            view.getBytes(0, frame);
            if (index > frames.size()) {
                frames.add(frame);
            } else {
                frames.set((int) index - 1, frame);
            }
        }
    }
}
