package io.quorate.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** Observations kept one by one: trials, or the score of each iteration. */
public final class Values implements Observations {
    private final double[][] forks;
    private final Quantiles all;

    /** Observations by fork; at least one fork, and none of them empty. */
    Values(final List<double[]> forks) {
        this.forks = forks.toArray(double[][]::new);
        this.all = Quantiles.of(forks.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /** These and those of further forks. */
    Values and(final Values more) {
        final List<double[]> joined = new ArrayList<>(List.of(forks));
        joined.addAll(List.of(more.forks));
        return new Values(joined);
    }

    /** Those that are not to be left out, by fork and place; null if none stays. */
    Values without(final BiPredicate<Integer, Integer> leftOut) {
        final List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < forks.length; i++) {
            final int fork = i;
            final double[] values = IntStream.range(0, forks[i].length)
                    .filter(place -> !leftOut.test(fork, place))
                    .mapToDouble(place -> forks[fork][place]).toArray();
            if (values.length > 0) {
                kept.add(values);
            }
        }
        return kept.isEmpty() ? null : new Values(kept);
    }

    /** What one JVM observed, in its order; a copy. */
    double[] ofFork(final int fork) {
        return forks[fork].clone();
    }

    @Override
    public int forks() {
        return forks.length;
    }

    @Override
    public long n() {
        return all.n();
    }

    @Override
    public double max() {
        return all.max();
    }

    @Override
    public double quantile(final double q) {
        return all.exact(q);
    }

    @Override
    public Resampler resampler(final double q) {
        return new ValueResampler(forks, q);
    }
}
