package io.quorate.benchmarks.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.rig.Mark.Kind;
import io.quorate.benchmarks.rig.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private final List<Mark> marks = new ArrayList<>();

    @Test
    void anElectionOfOneRound() {
        mark(60, Kind.SUSPECTS, 2, 1, 0);
        mark(61, Kind.STANDS, 2, 2, 0);
        mark(62, Kind.WAITS, 3, 2, 0);
        mark(63, Kind.ELECTED, 2, 2, 2);
        mark(64, Kind.HEARS_LEADER, 3, 2, 2);
        mark(65, Kind.ESTABLISHED, 2, 2, 2);

        assertEquals(new Phases(0, 60, 61, 63, 64, 65, 1), Phases.of(marks, 0, 70));
    }

    @Test
    void aSplitVoteCountsAsARoundAndIsPartOfStanding() {
        mark(60, Kind.SUSPECTS, 2, 1, 0);
        mark(60, Kind.SUSPECTS, 3, 1, 0);
        mark(61, Kind.STANDS, 2, 2, 0);
        mark(61, Kind.STANDS, 3, 2, 0);
        mark(130, Kind.STANDS, 3, 3, 0);
        mark(131, Kind.ELECTED, 3, 3, 3);
        mark(132, Kind.HEARS_LEADER, 2, 3, 3);
        mark(133, Kind.ESTABLISHED, 3, 3, 3);

        assertEquals(new Phases(0, 60, 130, 131, 132, 133, 3), Phases.of(marks, 0, 140));
    }

    @Test
    void aLeaderThatWasElectedAfterTheEndIsOfNoMatter() {
        anElectionOfOneRound();
        mark(200, Kind.SUSPECTS, 3, 2, 0);
        mark(201, Kind.STANDS, 3, 3, 0);
        mark(202, Kind.ELECTED, 3, 3, 3);

        assertEquals(63, Phases.of(marks, 0, 70).electedNs());
    }

    @Test
    void aCauseMarkedLateIsNotPutAfterItsEffect() {
        mark(60, Kind.SUSPECTS, 2, 1, 0);
        mark(61, Kind.STANDS, 2, 2, 0);
        mark(63, Kind.ELECTED, 2, 2, 2);
        mark(64, Kind.ESTABLISHED, 2, 2, 2);
        mark(66, Kind.HEARS_LEADER, 3, 2, 2);

        assertEquals(new Phases(0, 60, 61, 63, 63, 63, 1), Phases.of(marks, 0, 63));
    }

    /** As when the fault strikes a leader that was elected a moment ago. */
    @Test
    void anElectionThatWasWonBeforeTheFaultOrAfterTheEndIsNotWhole() {
        mark(1, Kind.HEARS_LEADER, 3, 2, 2);
        mark(2, Kind.ESTABLISHED, 2, 2, 2);
        assertFalse(Phases.areWhole(marks, 70));

        mark(80, Kind.STANDS, 3, 3, 0);
        mark(81, Kind.ELECTED, 3, 3, 3);
        mark(82, Kind.HEARS_LEADER, 2, 3, 3);
        assertFalse(Phases.areWhole(marks, 70));
        assertFalse(Phases.areWhole(marks, 90));

        mark(83, Kind.ESTABLISHED, 3, 3, 3);
        assertFalse(Phases.areWhole(marks, 70));
        assertTrue(Phases.areWhole(marks, 90));
    }

    @Test
    void marksWithoutAnElectionAreAnError() {
        mark(60, Kind.SUSPECTS, 2, 1, 0);

        assertThrows(IllegalStateException.class, () -> Phases.of(marks, 0, 70));
    }

    private void mark(final long atNs, final Kind kind, final int member, final long term,
            final int leader) {
        marks.add(new Mark(atNs, kind, member, term, leader));
        marks.sort(Comparator.comparingLong(Mark::atNs));
    }
}
