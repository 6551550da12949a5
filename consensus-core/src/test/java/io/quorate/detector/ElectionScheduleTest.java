package io.quorate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When members stand. */
class ElectionScheduleTest {
    private static final long MS = 1_000_000;
    private static final ElectionSettings ELASTICSEARCH = new ElectionSettings(
            ElectionSettings.Kind.BACK_OFF, 100 * MS, 100 * MS, 10_000 * MS, 500 * MS);

    private static ElectionSchedule schedule(final ElectionSettings settings, final long spread) {
        return settings.schedule(150 * MS, 300 * MS, spread, new SplittableRandom(1));
    }

    private static void assertFills(final LongSupplier draw, final long from, final long to) {
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (int i = 0; i < 10_000; i++) {
            final long drawn = draw.getAsLong();
            lowest = Math.min(lowest, drawn);
            highest = Math.max(highest, drawn);
        }
        assertTrue(lowest >= from && lowest < from + (to - from) / 100, "lowest " + lowest);
        assertTrue(highest <= to && highest > to - (to - from) / 100, "highest " + highest);
    }

    @Test
    void raftDrawsEachRoundFromTheWholeRangeHoweverManyWentBefore() {
        final ElectionSchedule schedule = schedule(ElectionSettings.RANDOM, 0);
        for (int round = 0; round < 3; round++) {
            assertFills(schedule::roundNs, 150 * MS, 300 * MS);
            schedule.stood();
        }
        assertEquals(0, schedule.standDelayNs());
    }

    @Test
    void whereSuspicionIsNotRandomStandingIs() {
        assertFills(schedule(ElectionSettings.RANDOM, 50 * MS)::standDelayNs, 0, 50 * MS);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 200", "2, 300", "98, 9900", "99, 10000", "100, 10000",
        "100000, 10000"})
    void elasticsearchsLimitGrowsByItsBackOffUpToItsMaximum(final int rounds, final long limit) {
        final ElectionSchedule schedule = schedule(ELASTICSEARCH, 0);
        for (int round = 0; round < rounds; round++) {
            schedule.stood();
        }
        assertFills(schedule::standDelayNs, 0, limit * MS);
        assertFills(schedule::roundNs, 500 * MS, 500 * MS + limit * MS);
        schedule.established();
        assertFills(schedule::standDelayNs, 0, 100 * MS);
    }

    @Test
    void aBackOffOfNothingStaysAtItsFirstLimit() {
        final ElectionSchedule schedule = schedule(new ElectionSettings(
                ElectionSettings.Kind.BACK_OFF, 100 * MS, 0, 100 * MS, MS), 0);
        schedule.stood();
        assertFills(schedule::standDelayNs, 0, 100 * MS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"election-timeout", "leader-check", "phi", "rtt",
        "any(phi,leader-check)", "any(election-timeout,leader-check,phi,rtt)"})
    void aDetectorIsNamedAsItIsWritten(final String text) {
        assertEquals(text, DetectorKind.label(DetectorKind.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fixed", "phi,rtt", "any()", "any(phi,phi)", "any(phi", "PHI",
        "any(phi,any(rtt))"})
    void whatIsNoDetectorIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> DetectorKind.parse(text));
    }

    @Test
    void oneNameMayBeWrittenAsAnyOfOne() {
        assertEquals(List.of(DetectorKind.PHI), DetectorKind.parse("any( phi )"));
        assertEquals(DetectorKind.parse("any(phi,rtt)"), DetectorKind.parse("any(phi+rtt)"));
    }
}
