package io.quorate.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;

/**
 * Observations kept as histograms, one per iteration: far too many to keep one by one.
 *
 * <p>The bootstrap draws whole iterations, not single observations, for those of one iteration
 * share its garbage collections and its neighbours' noise.
 */
public final class Counts implements Observations {
    /** Iterations by fork, each with how often every value occurred. */
    private final List<List<SortedMap<Double, Long>>> histograms;
    /** Every value that occurred anywhere, ascending. */
    private final double[] values;
    /** The same iterations by fork, as places in {@link #values}. */
    private final Iteration[][] forks;
    private final long[] totals;
    private final long n;

    /** Iterations by fork; at least one fork, no fork and no iteration empty. */
    Counts(final List<List<SortedMap<Double, Long>>> histograms) {
        this.histograms = histograms;
        this.values = histograms.stream().flatMap(List::stream)
                .flatMap(iteration -> iteration.keySet().stream())
                .mapToDouble(Double::doubleValue)
                .sorted().distinct().toArray();
        this.forks = histograms.stream()
                .map(fork -> fork.stream().map(this::placed).toArray(Iteration[]::new))
                .toArray(Iteration[][]::new);
        this.totals = new long[values.length];
        long added = 0;
        for (final Iteration[] fork : forks) {
            for (final Iteration iteration : fork) {
                added += iteration.addTo(totals);
            }
        }
        this.n = added;
    }

    private Iteration placed(final SortedMap<Double, Long> histogram) {
        return new Iteration(
                histogram.keySet().stream().mapToInt(v -> Arrays.binarySearch(values, v)).toArray(),
                histogram.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** These and those of further forks. */
    Counts and(final Counts more) {
        final List<List<SortedMap<Double, Long>>> joined = new ArrayList<>(histograms);
        joined.addAll(more.histograms);
        return new Counts(joined);
    }

    @Override
    public int forks() {
        return forks.length;
    }

    @Override
    public long n() {
        return n;
    }

    @Override
    public double max() {
        return values[values.length - 1];
    }

    @Override
    public double quantile(final double q) {
        return quantile(totals, n, q);
    }

    private double quantile(final long[] counts, final long observations, final double q) {
        long left = Quantiles.rank(q, observations);
        int i = 0;
        while (left >= counts[i]) {
            left -= counts[i++];
        }
        return values[i];
    }

    @Override
    public Resampler resampler(final double q) {
        return new IterationResampler(q);
    }

    /** One histogram, laid over all values: how often the value at each place occurred. */
    private static final class Iteration {
        private final int[] places;
        private final long[] counts;

        Iteration(final int[] places, final long[] counts) {
            this.places = places;
            this.counts = counts;
        }

        long addTo(final long[] sums) {
            long added = 0;
            for (int i = 0; i < places.length; i++) {
                sums[places[i]] += counts[i];
                added += counts[i];
            }
            return added;
        }
    }

    /** Draws iterations again: forks with replacement, then iterations inside each. */
    private final class IterationResampler implements Resampler {
        private final double q;
        private final long[] drawn = new long[values.length];

        IterationResampler(final double q) {
            this.q = q;
        }

        @Override
        public int forks() {
            return forks.length;
        }

        @Override
        public double estimate() {
            return quantile(q);
        }

        @Override
        public double resample(final SplittableRandom random) {
            Arrays.fill(drawn, 0);
            long observations = 0;
            for (int i = 0; i < forks.length; i++) {
                final Iteration[] fork = forks[random.nextInt(forks.length)];
                for (int j = 0; j < fork.length; j++) {
                    observations += fork[random.nextInt(fork.length)].addTo(drawn);
                }
            }
            return quantile(drawn, observations, q);
        }
    }
}
