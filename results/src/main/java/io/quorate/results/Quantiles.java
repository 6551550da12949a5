package io.quorate.results;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The exact quantiles of one sample, each an observation that really occurred (nearest rank: the
 * smallest observation with at least {@code q * n} of the sample at or below it).
 *
 * <p>Immutable; the array it is made from is copied.
 */
public final class Quantiles {
    private final double[] sorted;

    private Quantiles(final double[] sorted) {
        Arrays.sort(sorted);
        this.sorted = sorted;
    }

    /** Of a sample of at least one observation; nanoseconds are exact up to 104 days. */
    public static Quantiles of(final long[] sample) {
        return of(Arrays.stream(sample).asDoubleStream().toArray());
    }

    /** Of a sample of at least one observation, none of them NaN. */
    public static Quantiles of(final double[] sample) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("an empty sample has no quantiles");
        }
        return new Quantiles(sample.clone());
    }

    /** The rank, from 0, of a quantile among n sorted observations. */
    static int rank(final double q, final int n) {
        return (int) rank(q, (long) n);
    }

    static long rank(final double q, final long n) {
        final long below = (long) Math.ceil(q * n - 1e-9);     // 0.9 * 10 is 9 in binary too
        return Math.min(n - 1, Math.max(0, below - 1));
    }

    public int n() {
        return sorted.length;
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    /**
     * The observation at a quantile in (0, 1), whether or not the sample is large enough for it.
     */
    public double exact(final double q) {
        return sorted[rank(q, sorted.length)];
    }

    /** The quantile in (0, 1) if the sample is large enough to speak of it, else the reason. */
    public Quantile at(final double q) {
        final boolean supported = sorted.length >= Quantile.needed(q);
        return new Quantile(
                q, sorted.length,
                supported ? OptionalDouble.of(exact(q)) : OptionalDouble.empty(),
                max());
    }
}
