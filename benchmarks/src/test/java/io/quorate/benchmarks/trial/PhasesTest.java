package io.quorate.benchmarks.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.rig.Mark.Kind;
import io.quorate.benchmarks.rig.Mark;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final Measure[] PARTS = {Measure.DETECT_NS, Measure.STAND_NS, Measure.VOTE_NS,
        Measure.ANNOUNCE_NS};

    private final List<Mark> marks = new ArrayList<>();

    @Test
    void anElectionOfOneRound() {
        oneRound();

        assertEquals(new Phases(0, Phases.UNHEARD, 60, 61, 63, 64, 65, 1),
                Phases.of(marks, 0, 70));
    }

    private void oneRound() {
        mark(60, Kind.SUSPECTS, 2, 1, 0);
        mark(61, Kind.STANDS, 2, 2, 0);
        mark(62, Kind.WAITS, 3, 2, 0);
        mark(63, Kind.ELECTED, 2, 2, 2);
        mark(64, Kind.HEARS_LEADER, 3, 2, 2);
        mark(65, Kind.ESTABLISHED, 2, 2, 2);
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

        assertEquals(new Phases(0, Phases.UNHEARD, 60, 130, 131, 132, 133, 3),
                Phases.of(marks, 0, 140));
    }

    @Test
    void aLeaderThatWasElectedAfterTheEndIsOfNoMatter() {
        oneRound();
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

        assertEquals(new Phases(0, Phases.UNHEARD, 60, 61, 63, 63, 63, 1), Phases.of(marks, 0, 63));
    }

    @Test
    void theWinnersLastWordFromTheOldLeaderIsMostOftenOlderThanTheFault() {
        mark(-7, Kind.LAST_HEARD, 2, 1, 1);
        mark(-2, Kind.LAST_HEARD, 3, 1, 1);
        oneRound();

        final Phases phases = Phases.of(marks, 0, 70);
        assertEquals(-7, phases.lastHeardNs());
        assertEquals(Map.of(Measure.LAST_HEARD_NS, -7L, Measure.DETECT_NS, 60L),
                told(phases, Measure.LAST_HEARD_NS, Measure.DETECT_NS));
        assertEquals(64, told(phases, PARTS).values().stream().mapToLong(ns -> ns).sum());
    }

    @Test
    void ofALeaderThatSpokeAgainTheNewestWordCounts() {
        mark(-7, Kind.LAST_HEARD, 2, 1, 1);
        mark(40, Kind.SUSPECTS, 2, 1, 0);
        mark(50, Kind.HEARS_LEADER, 2, 1, 1);
        mark(52, Kind.LAST_HEARD, 2, 1, 1);
        oneRound();

        assertEquals(52, Phases.of(marks, 0, 70).lastHeardNs());
    }

    @Test
    void whatWasHeardOfALeaderBetweenIsOfNoMatter() {
        mark(-7, Kind.LAST_HEARD, 2, 1, 1);
        mark(-2, Kind.LAST_HEARD, 3, 1, 1);
        oneRound();
        mark(66, Kind.LAST_HEARD, 3, 2, 2);
        mark(130, Kind.STANDS, 3, 3, 0);
        mark(131, Kind.ELECTED, 3, 3, 3);
        mark(132, Kind.HEARS_LEADER, 2, 3, 3);
        mark(133, Kind.ESTABLISHED, 3, 3, 3);

        assertEquals(-2, Phases.of(marks, 0, 140).lastHeardNs());
    }

    @Test
    void aLeaderThatIsSucceededByItselfWasNotHeardByTheWinner() {
        mark(-2, Kind.LAST_HEARD, 3, 1, 2);
        oneRound();

        final Phases phases = Phases.of(marks, 0, 70);
        assertEquals(Phases.UNHEARD, phases.lastHeardNs());
        assertEquals(Map.of(), told(phases, Measure.LAST_HEARD_NS));
    }

    private static Map<Measure, Long> told(final Phases phases, final Measure... measures) {
        final Map<Measure, Long> told =
                new EnumMap<>(phases.addTo(Trial.of("b", Map.of(), 0, 42)).measures());
        told.keySet().retainAll(List.of(measures));
        return told;
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
