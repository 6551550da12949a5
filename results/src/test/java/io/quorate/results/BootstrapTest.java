package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The statistics on data whose truth is known. Every draw is seeded: these tests come out the same
 * each time.
 */
class BootstrapTest {
    private static final double WITHIN = 0.05;
    private static final int EXPERIMENTS = 200;

    private final Random random = new Random(7);
    private final Bootstrap bootstrap = new Bootstrap(3, 400);

    /** Log-normal times with a median of 100, forks that differ from each other. */
    private double[][] sample(final int forks, final int trials, final double between) {
        final double[][] sample = new double[forks][trials];
        for (final double[] fork : sample) {
            final double centre = 100 * Math.exp(between * random.nextGaussian());
            for (int i = 0; i < trials; i++) {
                fork[i] = centre * Math.exp(WITHIN * random.nextGaussian());
            }
        }
        return sample;
    }

    private Interval ratio(final Resampler numerator, final Resampler denominator) {
        return bootstrap.draw(numerator).ratioTo(bootstrap.draw(denominator));
    }

    private Resampler median(final int forks, final int trials, final double between) {
        return new ValueResampler(sample(forks, trials, between), 0.5);
    }

    @ParameterizedTest
    @CsvSource({"2, 25, 0", "2, 25, 0.1", "3, 25, 0.1", "4, 10, 0.02", "5, 25, 0.1", "8, 25, 0.02",
        "8, 25, 0.1"})
    void aMediansIntervalCoversTheTruthAsOftenAsItPromises(
            final int forks, final int trials, final double between) {
        int covered = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            final Replicates medians = bootstrap.draw(median(forks, trials, between));
            covered += medians.interval().contains(100) ? 1 : 0;
        }
        assertTrue(covered >= 0.93 * EXPERIMENTS, covered + " of " + EXPERIMENTS);
    }

    @ParameterizedTest
    @CsvSource({"2, 25, 0", "2, 25, 0.1", "3, 25, 0.1", "4, 10, 0.02", "5, 25, 0.1", "8, 25, 0.02",
        "8, 25, 0.1"})
    void equalThingsAreSeldomCalledDifferent(
            final int forks, final int trials, final double between) {
        int different = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            final Interval ratio =
                    ratio(median(forks, trials, between), median(forks, trials, between));
            different += Verdict.of(ratio, 0.05, forks) == Verdict.DIFFERENT ? 1 : 0;
        }
        assertTrue(different <= 0.07 * EXPERIMENTS, different + " of " + EXPERIMENTS);
    }

    @Test
    void aDifferenceOfATenthIsFoundWithEightForks() {
        int found = 0;
        for (int i = 0; i < 100; i++) {
            final Resampler slower = new ValueResampler(scaled(sample(8, 25, 0.02), 1.1), 0.5);
            final Interval ratio = ratio(slower, median(8, 25, 0.02));
            found += Verdict.of(ratio, 0.05, 8) == Verdict.DIFFERENT && ratio.contains(1.1) ? 1 : 0;
        }
        assertTrue(found >= 90, found + " of 100");
    }

    @Test
    void equalThingsAreCalledEquivalentWithForksEnough() {
        int equivalent = 0;
        for (int i = 0; i < 100; i++) {
            final Interval ratio = ratio(median(12, 50, 0.01), median(12, 50, 0.01));
            equivalent += Verdict.of(ratio, 0.05, 12) == Verdict.EQUIVALENT ? 1 : 0;
        }
        assertTrue(equivalent >= 95, equivalent + " of 100");
    }

    @Test
    void aNinetiethPercentileIsCoveredToo() {
        final double truth = 100 * Math.exp(WITHIN * 1.2815515655);
        int covered = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            final Resampler p90 = new ValueResampler(sample(6, 50, 0.01), 0.9);
            covered += bootstrap.draw(p90).interval().contains(truth) ? 1 : 0;
        }
        assertTrue(covered >= 0.93 * EXPERIMENTS, covered + " of " + EXPERIMENTS);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        final double[][] sample = sample(4, 20, 0.05);
        final Interval once = new Bootstrap(9).draw(new ValueResampler(sample, 0.5)).interval();
        final Interval again = new Bootstrap(9).draw(new ValueResampler(sample, 0.5)).interval();
        assertEquals(once, again);
    }

    @Test
    void aSampleIsDrawnIndependentlyOfItself() {
        final Resampler sample = median(4, 20, 0.05);
        final Interval ratio = ratio(sample, sample);
        assertEquals(1, ratio.estimate());
        assertTrue(ratio.low() < 0.99 && ratio.high() > 1.01, ratio.toString());
    }

    @Test
    void theEstimateIsTheSamplesOwnQuantile() {
        final double[][] sample = {{3, 1}, {2}, {5, 4}};
        assertEquals(3, new ValueResampler(sample, 0.5).estimate());
        assertEquals(5, new ValueResampler(sample, 0.9).estimate());
    }

    @Test
    void oneForkIsNeverStretchedForWhatItCannotKnow() {
        final double[][] sample = sample(1, 50, 0);
        final Interval interval = bootstrap.draw(new ValueResampler(sample, 0.5)).interval();
        assertTrue(interval.contains(interval.estimate()));
        assertTrue(interval.high() / interval.low() < 1.1);
    }

    private static double[][] scaled(final double[][] sample, final double factor) {
        for (final double[] fork : sample) {
            for (int i = 0; i < fork.length; i++) {
                fork[i] *= factor;
            }
        }
        return sample;
    }
}
