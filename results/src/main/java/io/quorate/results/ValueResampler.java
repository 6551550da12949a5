package io.quorate.results;

import java.util.SplittableRandom;
import org.apache.commons.numbers.arrays.Selection;

/** Draws single observations again: forks with replacement, then observations inside each. */
final class ValueResampler implements Resampler {
    private final double[][] forks;
    private final double q;
    private final double estimate;
    private final double[] drawn;

    /**
     * @param forks observations by fork, no fork empty.
     * @param q     the quantile that is the statistic, in (0, 1).
     */
    ValueResampler(final double[][] forks, final double q) {
        this.forks = forks;
        this.q = q;
        this.drawn = new double[forks.length * longest(forks)];
        int n = 0;
        for (final double[] fork : forks) {
            System.arraycopy(fork, 0, drawn, n, fork.length);
            n += fork.length;
        }
        this.estimate = quantileOfDrawn(n);
    }

    @Override
    public int forks() {
        return forks.length;
    }

    @Override
    public double estimate() {
        return estimate;
    }

    @Override
    public double resample(final SplittableRandom random) {
        int n = 0;
        for (int i = 0; i < forks.length; i++) {
            final double[] fork = forks[random.nextInt(forks.length)];
            for (int j = 0; j < fork.length; j++) {
                drawn[n++] = fork[random.nextInt(fork.length)];
            }
        }
        return quantileOfDrawn(n);
    }

    private double quantileOfDrawn(final int n) {
        final int rank = Quantiles.rank(q, n);
        Selection.select(drawn, 0, n, rank);
        return drawn[rank];
    }

    private static int longest(final double[][] forks) {
        int longest = 0;
        for (final double[] fork : forks) {
            longest = Math.max(longest, fork.length);
        }
        return longest;
    }
}
