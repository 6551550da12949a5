package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log owes its node. An adapter's test opens one, small enough to have borders. */
public abstract class LogStorageContract extends LogEndsContract {
    @Test
    void aNewLogIsEmpty() {
        assertEquals(1, log.firstIndex());
        assertEquals(0, log.lastIndex());
        assertEquals(0, log.termBeforeFirst());
        assertEquals(0, log.durableIndex());
        assertEquals(MAX_PAYLOAD, log.maxPayloadLength());
    }

    @Test
    void anEntryIsReadableAtOnce() {
        twin.append(0);
        twin.assertSame();
        twin.append(MAX_PAYLOAD);
        twin.assertSame();
    }

    @Test
    void entriesAreReadAcrossSegmentsAndBatches() {
        for (int i = 0; i < 40; i++) {
            append(i % 7 + 1);
            log.endBatch();
        }
        twin.assertSame();
    }

    @Test
    void aRunIsTakenAsItIsAcrossSegments() {
        append(3);
        for (int i = 0; i < 30; i++) {
            twin.appendRun(ENTRY, 0, 7, MAX_PAYLOAD, 1, ENTRY);
            twin.assertSame();
        }
        log.endBatch();
        twin.assertSame();
    }

    @Test
    void aRunIsNoLongerThanAskedForButHoldsOneFrame() {
        append(10);
        final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        final int frame = EntryFrame.frameLength(ENTRY);
        assertEquals(1, log.read(1, 10, 1, view));
        assertEquals(1, log.read(1, 10, 2 * frame - 1, view));
        assertEquals(2, log.read(1, 10, 2 * frame, view));
        assertEquals(2 * frame, view.capacity());
        assertEquals(10, log.read(1, 10, 10 * frame, view));
        assertEquals(10, log.read(1, 10, Integer.MAX_VALUE, view));
        assertEquals(6, log.read(4, 6, Integer.MAX_VALUE, view));
        assertEquals(4, EntryFrame.index(view, 0));
    }

    @Test
    void onlyWhatIsPublishedBecomesDurable() {
        append(BEYOND_A_SEGMENT);
        assertEquals(0, log.durableIndex());
        publish();
        assertEquals(BEYOND_A_SEGMENT, log.durableIndex());
        append(1);
        assertEquals(BEYOND_A_SEGMENT, log.durableIndex());
    }

    @Test
    void anEmptyBatchChangesNothing() {
        log.endBatch();
        append(1);
        publish();
        log.endBatch();
        assertEquals(1, log.durableIndex());
        twin.assertSame();
    }

    @Test
    void anEntryThatIsTooLongIsRefused() {
        final DirectBuffer payload = new UnsafeBuffer(new byte[MAX_PAYLOAD + 1]);
        assertThrows(IllegalArgumentException.class,
                () -> log.append(1, EntryType.COMMAND, payload, 0, MAX_PAYLOAD + 1));
        assertThrows(IllegalArgumentException.class, () -> twin.appendRun(MAX_PAYLOAD + 1));
    }

    @Test
    void whatIsOpenedAgainIsDurableAndGoesOn() {
        append(BEYOND_A_SEGMENT);
        publish();
        for (int i = 0; i < 5; i++) {
            reopen();
            assertEquals(twin.lastIndex(), log.durableIndex());
            twin.assertSame();
            twin.raiseTerm();
            append(i);
        }
        reopen();
        twin.assertSame();
    }

    @Test
    void roomIsThereSoonAfterItWasUsed() {
        final int frame = EntryFrame.frameLength(MAX_PAYLOAD);
        for (int i = 0; i < 200; i++) {
            Await.until("room for entry " + i, () -> log.hasRoom(frame));
            twin.append(MAX_PAYLOAD);
        }
        twin.assertSame();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyOrderOfCallsLeavesWhatANaiveListHolds(final long seed) {
        final Random random = new Random(seed);
        for (int step = 0; step < 300; step++) {
            final long held = log.lastIndex() - log.firstIndex() + 1;
            switch (random.nextInt(21)) {
                case 0 -> {
                    if (held > 0) {
                        twin.truncateFrom(log.lastIndex() - random.nextInt((int) held));
                    }
                }
                case 1 -> {
                    publish();
                    log.purgeTo(log.durableIndex() - random.nextInt((int) held + 1));
                }
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        reopen();
                    }
                }
                case 3, 4, 5, 6 -> log.endBatch();
                case 20 -> {
                    if (random.nextInt(4) == 0) {
                        twin.resetTo(Math.max(1, log.lastIndex() + random.nextInt(40) - 20));
                    }
                }
                case 7, 8, 9 -> twin.appendRun(random.ints(1 + random.nextInt(20), 0, 2000)
                        .toArray());
                default -> twin.append(random.nextInt(MAX_PAYLOAD + 1));
            }
            if (step % 10 == 0) {
                twin.assertSame();
            }
            assertTrue(log.durableIndex() <= log.lastIndex());
        }
        twin.assertSame();
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final Rounds rounds = new Rounds();
        rounds.run(5_000);
        final long before = threads.getCurrentThreadAllocatedBytes();
        final long nothing = threads.getCurrentThreadAllocatedBytes() - before;
        rounds.run(10_000);
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before - nothing;
        final double perEntry = bytes / (10_000.0 * Rounds.ENTRIES);
        assertTrue(perEntry < maxBytesPerEntry(), perEntry + " bytes allocated per entry");
    }

    /** Bytes per entry that may be allocated; segments are short here, and each costs a little. */
    protected double maxBytesPerEntry() {
        return 0.01;
    }

    /** Append one by one, append a run, publish, read, and purge what was read. */
    private final class Rounds {
        static final int ENTRIES = 8;
        private final UnsafeBuffer payload = new UnsafeBuffer(new byte[32]);
        private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        private final UnsafeBuffer run = new UnsafeBuffer(new byte[4 << 10]);

        void run(final int rounds) {
            for (int round = 0; round < rounds; round++) {
                appendRound();
                log.endBatch();
                long index = log.lastIndex() - ENTRIES + 1;
                while (index <= log.lastIndex()) {
                    index = log.read(index, log.lastIndex(), 1 << 20, view) + 1;
                }
                log.purgeTo(log.durableIndex());
            }
        }

        private void appendRound() {
            for (int i = 0; i < ENTRIES / 2; i++) {
                log.append(1, EntryType.COMMAND, payload, 0, payload.capacity());
            }
            int length = 0;
            long index = log.lastIndex();
            for (int i = 0; i < ENTRIES / 2; i++) {
                length += EntryFrame.write(run, length, ++index, 1, EntryType.COMMAND, payload, 0,
                        payload.capacity());
            }
            log.appendRun(run, 0, length, index);
        }
    }
}
