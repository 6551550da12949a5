package io.quorate.session;

import static io.quorate.session.Verdict.DONE;
import static io.quorate.session.Verdict.EXECUTE;
import static io.quorate.session.Verdict.EXPIRED;
import static io.quorate.session.Verdict.FULL;
import static io.quorate.session.Verdict.OUT_OF_SEQUENCE;
import static io.quorate.session.Verdict.REPEAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.SnapshotView;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A table told of entries as a log would tell it; the index is a number we raise. */
class SessionTableTest {
    private static final long TIMEOUT = 1000;

    private final UnsafeBuffer entry = new UnsafeBuffer(new byte[64]);
    private final UnsafeBuffer reply = new UnsafeBuffer(new byte[1024]);
    private SessionTable table = new SessionTable(new SessionLimits(3, 4, TIMEOUT));
    private long index;
    private int maxSessions = 3;

    private Verdict apply(final int type, final long stampMs, final long session, final long seq,
            final long first) {
        SessionEntry.write(entry, 0, session, seq, first);
        SessionEntry.writeLimits(entry, 0, maxSessions, 4, TIMEOUT);
        SessionEntry.stamp(entry, 0, stampMs);
        return table.apply(++index, type, entry, 0);
    }

    private long open(final long stampMs) {
        assertEquals(DONE, apply(EntryType.SESSION_OPEN, stampMs, 0, 0, 0));
        return index;
    }

    private Verdict command(final long stampMs, final long session, final long seq,
            final long first) {
        final Verdict verdict = apply(EntryType.SESSION_COMMAND, stampMs, session, seq, first);
        if (verdict == EXECUTE) {
            reply.putLong(0, seq * 7);
            table.executed(index, reply, Long.BYTES);
        }
        return verdict;
    }

    @Test
    void aNewCommandIsExecutedAndItsRepetitionIsAnsweredAlike() {
        final long session = open(0);
        assertEquals(EXECUTE, command(1, session, 1, 1));
        final long executedAt = index;
        assertEquals(REPEAT, command(2, session, 1, 1));
        reply.setMemory(0, 64, (byte) 0);
        assertEquals(Long.BYTES, table.repeat(reply));
        assertEquals(7, reply.getLong(0));
        assertEquals(executedAt, table.repeatedIndex());
    }

    @Test
    void commandsOfASessionAreExecutedInTheOrderOfTheirNumbers() {
        final long session = open(0);
        assertEquals(OUT_OF_SEQUENCE, command(1, session, 2, 1));
        assertEquals(EXECUTE, command(1, session, 1, 1));
        assertEquals(EXECUTE, command(1, session, 2, 1));
        assertEquals(OUT_OF_SEQUENCE, command(1, session, 4, 1));
        assertEquals(OUT_OF_SEQUENCE, command(1, session, Long.MAX_VALUE, 1));
        assertEquals(OUT_OF_SEQUENCE, command(1, session, 0, 0));
        assertEquals(EXECUTE, command(1, session, 3, 1));
    }

    @Test
    void whatTheClientHasSettledIsFreedAndNeverExecutedAgain() {
        final long session = open(0);
        assertEquals(EXECUTE, command(1, session, 1, 1));
        assertEquals(EXECUTE, command(1, session, 2, 2));
        assertEquals(OUT_OF_SEQUENCE, command(1, session, 1, 1));     // a retry that lost its way
        assertEquals(REPEAT, command(1, session, 2, 2));
        assertEquals(EXECUTE, command(1, session, 9, 9));             // 3 to 8 were given up
        assertEquals(OUT_OF_SEQUENCE, command(1, session, 5, 3));
    }

    @Test
    void aWindowBoundsWhatIsKept() {
        final long session = open(0);
        for (int seq = 1; seq <= 4; seq++) {
            assertEquals(EXECUTE, command(1, session, seq, 1));
        }
        assertEquals(OUT_OF_SEQUENCE, command(1, session, 5, 1));
        assertEquals(EXECUTE, command(1, session, 5, 2));
    }

    @Test
    void aSessionEndsExactlyWhenItsTimeIsUp() {
        final long early = open(0);
        final long late = open(1);
        assertEquals(EXPIRED, command(TIMEOUT, early, 1, 1));
        assertEquals(EXECUTE, command(TIMEOUT, late, 1, 1));
        assertEquals(EXECUTE, command(2 * TIMEOUT - 1, late, 2, 1));
        assertEquals(DONE, apply(EntryType.SESSION_KEEP_ALIVE, 3 * TIMEOUT - 2, late, 0, 3));
        assertEquals(EXPIRED, command(4 * TIMEOUT - 2, late, 3, 3));
        assertEquals(0, table.size());
    }

    @Test
    void timeNeverRunsBackwardsWhateverALeaderStamps() {
        final long session = open(5000);
        assertEquals(EXECUTE, command(1, session, 1, 1));
        assertEquals(5000, table.nowMs());
        assertEquals(EXPIRED, command(5000 + TIMEOUT, session, 2, 1));
    }

    @Test
    void aForeignOrClosedSessionIsNeverExecuted() {
        assertEquals(EXPIRED, command(1, 77, 1, 1));
        final long session = open(0);
        assertEquals(DONE, apply(EntryType.SESSION_CLOSE, 1, session, 0, 0));
        assertEquals(EXPIRED, command(1, session, 1, 1));
        assertEquals(EXPIRED, apply(EntryType.SESSION_CLOSE, 1, session, 0, 0));
    }

    @Test
    void aFullTableRefusesUntilASessionEnds() {
        final long first = open(0);
        open(500);
        open(500);
        assertEquals(FULL, apply(EntryType.SESSION_OPEN, 999, 0, 0, 0));
        assertEquals(DONE, apply(EntryType.SESSION_OPEN, 1000, 0, 0, 0));
        assertEquals(EXPIRED, command(1000, first, 1, 1));
        maxSessions = 100;                                    // another leader has other limits
        for (int i = 3; i < 100; i++) {
            open(1001);
        }
        assertEquals(FULL, apply(EntryType.SESSION_OPEN, 1001, 0, 0, 0));
    }

    @Test
    void aTableReadBackFromItsImageIsTheSame() {
        final SplittableRandom random = new SplittableRandom(7);
        maxSessions = 40;
        for (int i = 0; i < 5_000; i++) {
            anything(random, i);
            if (i % 500 == 0) {
                final SessionTable restored = new SessionTable(SessionLimits.usual());
                final SnapshotView view = table.snapshot();
                final int hash = table.hash();
                command(i, index, 1, 1);                      // what comes later is not in it
                restored.beginRestore();
                while (!view.write(restored::restore, 1 + random.nextInt(2_000))) {
                    // in slices
                }
                assertEquals(hash, restored.hash());
                restored.beginRestore();
                table.snapshot().write(restored::restore, Integer.MAX_VALUE);
                assertEquals(table.hash(), restored.hash());
                table = restored;
            }
        }
        assertTrue(table.size() > 0);
    }

    @Test
    void whatLingersOfSettledAnswersIsNoPartOfATable() {
        final long session = open(0);
        for (int seq = 1; seq <= 4; seq++) {
            command(0, session, seq, 1);
        }
        command(0, session, 5, 5);                            // 2 to 4 linger
        final int hash = table.hash();
        assertEquals(DONE, apply(EntryType.SESSION_KEEP_ALIVE, 0, session, 0, 5));
        assertEquals(hash, table.hash());
    }

    @Test
    void anAnswerThatIsSettledMakesRoomForTheNextHoweverLongEitherIs() {
        final long session = open(0);
        final SplittableRandom random = new SplittableRandom(3);
        final long[] lengths = new long[20_000];
        int first = 1;
        for (int seq = 1; seq < lengths.length; seq++) {
            first = Math.max(first, seq - random.nextInt(4));
            assertEquals(EXECUTE, apply(EntryType.SESSION_COMMAND, 0, session, seq, first));
            lengths[seq] = random.nextInt(300);
            reply.setMemory(0, 300, (byte) seq);
            table.executed(index, reply, (int) lengths[seq]);
            assertEquals(REPEAT, apply(EntryType.SESSION_COMMAND, 0, session, first, first));
            assertEquals(lengths[first], table.repeat(reply));
            if (lengths[first] > 0) {
                assertEquals((byte) first, reply.getByte((int) lengths[first] - 1));
            }
        }
        assertTrue(table.bytes() < 2 << 20, "blocks are used again: " + table.bytes());
    }

    private void anything(final SplittableRandom random, final int i) {
        final long session = 1 + random.nextLong(index + 1);
        final long seq = 1 + random.nextLong(8);
        switch (random.nextInt(6)) {
            case 0 -> apply(EntryType.SESSION_OPEN, i, 0, 0, 0);
            case 1 -> apply(EntryType.SESSION_KEEP_ALIVE, i, session, 0, seq);
            case 2 -> apply(random.nextInt(5) == 0 ? EntryType.SESSION_CLOSE
                    : EntryType.SESSION_KEEP_ALIVE, i, session, 0, 1);
            default -> command(i, session, seq, Math.max(1, seq - random.nextInt(3)));
        }
    }

    /** Against a map that remembers everything: nothing runs twice, nothing is answered wrong. */
    @Test
    void noCommandOfARandomHistoryIsExecutedTwice() {
        for (int seed = 0; seed < 50; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            table = new SessionTable(new SessionLimits(3, 4, TIMEOUT));
            final Map<String, Long> executedAt = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                final long session = 1 + random.nextLong(index + 1);
                final long seq = 1 + random.nextLong(12);
                final String name = session + "/" + seq;
                switch (command(i / 4, session, seq, Math.max(1, seq - random.nextInt(5)))) {
                    case EXECUTE -> assertEquals(null, executedAt.put(name, index));
                    case REPEAT -> {
                        assertEquals(executedAt.get(name), table.repeatedIndex());
                        assertEquals(Long.BYTES, table.repeat(reply));
                        assertEquals(seq * 7, reply.getLong(0));
                    }
                    default -> apply(EntryType.SESSION_OPEN, i / 4, 0, 0, 0);
                }
            }
        }
    }

    @Test
    void aLongAnswerIsKeptWhole() {
        for (int length = 0; length < 1024; length += 13) {
            final long session = open(0);
            SessionEntry.write(entry, 0, session, 1, 1);
            assertEquals(EXECUTE, table.apply(++index, EntryType.SESSION_COMMAND, entry, 0));
            for (int i = 0; i < length; i++) {
                reply.putByte(i, (byte) (i * 31));
            }
            table.executed(index, reply, length);
            reply.setMemory(0, 1024, (byte) 0);
            assertEquals(REPEAT, command(0, session, 1, 1));
            assertEquals(length, table.repeat(reply));
            for (int i = 0; i < length; i++) {
                assertEquals((byte) (i * 31), reply.getByte(i));
            }
            apply(EntryType.SESSION_CLOSE, 0, session, 0, 0);
        }
        assertTrue(table.bytes() < 2 << 20, "blocks are used again");
    }

    @Test
    void aMillionSessionsWithAnAnswerEachTakeABoundedAndStatedSpace() {
        maxSessions = 1_000_000;
        table = new SessionTable(new SessionLimits(maxSessions, 4, TIMEOUT));
        for (int i = 0; i < maxSessions; i++) {
            command(0, open(0), 1, 1);
        }
        assertEquals(FULL, apply(EntryType.SESSION_OPEN, 0, 0, 0, 0));
        final long stated = 64L * maxSessions + 64L * maxSessions + (1 << 20);
        assertTrue(table.bytes() <= stated, table.bytes() + " of " + stated);
        assertEquals(DONE, apply(EntryType.SESSION_OPEN, TIMEOUT, 0, 0, 0));
        assertEquals(1, table.size());
    }
}
