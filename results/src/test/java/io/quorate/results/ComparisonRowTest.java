package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonRowTest {
    @ParameterizedTest
    @CsvSource({
        "0.80, 0.75, 0.85, 8, DIFFERENT",
        "1.20, 1.15, 1.25, 8, DIFFERENT",
        "1.00, 0.97, 1.03, 8, EQUIVALENT",
        "1.02, 1.01, 1.03, 8, EQUIVALENT",
        "1.00, 0.90, 1.10, 8, INCONCLUSIVE",
        "1.04, 0.99, 1.09, 8, INCONCLUSIVE",
        "0.50, 0.49, 0.51, 1, INCONCLUSIVE",
        "NaN, NaN, NaN, 8, INCONCLUSIVE",
    })
    void aVerdictFollowsFromTheInterval(
            final double estimate,
            final double low,
            final double high,
            final int forks,
            final Verdict verdict) {
        assertEquals(verdict, Verdict.of(new Interval(estimate, low, high), 0.05, forks));
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, 0.90, 1.10, 1, 3",      // one fork tells nothing: get four
        "1.00, 0.94, 1.06, 8, 4",      // a little too wide for the band
        "1.20, 0.98, 1.47, 4, 1",      // all but excludes 1
        "1.0244, 0.6, 1.6, 4, 100",    // as far from 1 as from the band, and wide
        "NaN, NaN, NaN, 8, 0",
        "0, 0, 0, 8, 0",
    })
    void anInconclusiveRowSaysHowManyForksWouldTell(
            final double estimate,
            final double low,
            final double high,
            final int forks,
            final int more) {
        assertEquals(more, ComparisonRow.moreForks(new Interval(estimate, low, high), forks, 0.05));
    }

    @Test
    void aTableOfManyRowsAsksMoreOfEach() {
        double wider = 1;
        for (int rows = 2; rows < 40; rows++) {
            final double stretch = Replicates.stretchOfMany(8, 8, rows);
            assertTrue(stretch > wider, rows + ": " + stretch);
            wider = stretch;
        }
        assertEquals(1, Replicates.stretchOfMany(8, 8, 1), 1e-12);
        assertEquals(1, Replicates.stretchOfMany(1, 1, 40));
    }

    @Test
    void fewForksAreStretchedMost() {
        double wider = Double.MAX_VALUE;
        for (int forks = 2; forks < 40; forks++) {
            final double stretch = Replicates.stretchOfRatio(forks, forks);
            assertTrue(stretch > 1 && stretch < wider, forks + ": " + stretch);
            wider = stretch;
        }
    }
}
