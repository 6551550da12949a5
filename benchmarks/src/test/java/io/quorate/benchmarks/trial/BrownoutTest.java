package io.quorate.benchmarks.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A client with a request a millisecond, in virtual time; members are 0, 1 and 2. */
class BrownoutTest {
    private static final long MS = 1_000_000;
    private static final int CAPACITY = 256;

    private final Backlog backlog = new Backlog(CAPACITY, 1000);
    private final Brownout brownout = new Brownout(backlog);
    private long next = 1000;

    private long issue(final long dueMs) {
        assertEquals(next, backlog.add(dueMs * MS));
        backlog.handOver(next, 0);
        return next++;
    }

    private void commit(final long number, final long atNs, final boolean isAfter,
            final long silent) {
        final long dueNs = backlog.dueNs(number);
        backlog.end(number);
        brownout.onCommit(dueNs, atNs);
        if (isAfter) {
            brownout.onCommitAfter(dueNs, atNs, silent);
        }
    }

    private void commitAfter(final long number, final long atMs) {
        commit(number, atMs * MS, true, 0);
    }

    /** So many requests from that millisecond on, answered after 1 ms, every fiftieth after 3. */
    private void calm(final int count, final long fromMs) {
        brownout.start();
        for (int i = 0; i < count; i++) {
            final long dueMs = fromMs + i;
            commit(issue(dueMs), (dueMs + (i % 50 == 49 ? 3 : 1)) * MS, false, 0);
        }
        brownout.learn();
    }

    @Test
    void itEndsWithACommitInUsualTimeWhenNoOlderRequestIsLeft() {
        calm(300, 0);                                    // p99 is 3 ms: up to 6 are usual
        brownout.onFault();
        final long first = issue(400);
        final long second = issue(470);
        final long third = issue(495);
        final long fourth = issue(496);

        commitAfter(first, 500);
        assertFalse(brownout.isOver(), "it waited for 100 ms");
        commitAfter(third, 500);
        assertFalse(brownout.isOver(), "in time, but there is an older one");
        commitAfter(second, 501);
        assertFalse(brownout.isOver(), "the last of the backlog, and late");
        commitAfter(fourth, 502);
        assertTrue(brownout.isOver());
        assertEquals(502 * MS, brownout.overNs());

        commitAfter(issue(503), 504);
        assertEquals(502 * MS, brownout.overNs(), "it ends once");
    }

    @Test
    void anOutageWithoutABacklogIsOverWithItsFirstCommit() {
        calm(300, 0);
        brownout.onFault();
        commitAfter(issue(400), 406);

        assertEquals(406 * MS, brownout.overNs());
    }

    @Test
    void twiceThe99thPercentileIsUsualAndMoreIsNot() {
        calm(300, 0);
        brownout.onFault();
        commitAfter(issue(400), 407);
        assertFalse(brownout.isOver());
    }

    @Test
    void ofFewRequestsNobodyCanSayWhatIsUsualUntilTrialsHaveMadeThemMany() {
        calm(100, 0);                                    // of which the first tells nothing
        brownout.onFault();
        commitAfter(issue(200), 200);
        assertFalse(brownout.canEnd());
        assertFalse(brownout.isOver());

        calm(50, 1000);
        assertTrue(brownout.canEnd());
        assertFalse(brownout.isOver());
    }

    @Test
    void whatWasDueInAnOutageOrBeforeALeaderWasKnownIsNotUsual() {
        calm(300, 0);
        brownout.onFault();
        for (int i = 0; i < 100; i++) {
            commitAfter(issue(400), 500);
        }
        brownout.start();
        for (int i = 0; i < 50; i++) {
            commit(issue(1000), 1100 * MS, false, 0);    // all due before the first commit
        }
        brownout.upset();
        for (int i = 0; i < 50; i++) {
            commit(issue(1100), 1200 * MS, false, 0);
        }
        brownout.learn();
        brownout.onFault();
        commitAfter(issue(1300), 1307);

        assertFalse(brownout.isOver(), "7 ms are not usual");
    }

    @Test
    void whatIsUnderWayAtASilentMemberIsInDoubtAndNotOverdue() {
        calm(300, 0);
        brownout.onFault();
        final long lost = issue(400);
        commit(issue(500), 501 * MS, true, 0);
        assertFalse(brownout.isOver());

        commit(issue(501), 502 * MS, true, 1);           // member 0 is silent
        assertTrue(brownout.isOver());

        backlog.giveBack(lost);
        assertTrue(backlog.holdsBefore(500 * MS, 1), "it waits for another member");
    }

    @Test
    void aRequestOfWhichNothingIsHeardAnyMoreIsForgottenAfterManyOthers() {
        final long lost = issue(0);
        for (int i = 1; i <= CAPACITY; i++) {
            backlog.end(issue(i));
        }
        assertFalse(backlog.holdsBefore(CAPACITY * MS, 0));

        final long newest = issue(CAPACITY + 1);
        assertEquals(lost + CAPACITY + 1, newest);
        backlog.end(newest - CAPACITY);                  // which has the newest one's place
        assertTrue(backlog.holdsBefore((CAPACITY + 2) * MS, 0));
    }
}
