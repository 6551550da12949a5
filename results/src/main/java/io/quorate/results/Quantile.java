package io.quorate.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * One quantile of a sample, or the reason why the sample is too small to speak of it.
 *
 * @param q     which quantile, in (0, 1).
 * @param n     how many observations the sample has.
 * @param value the quantile, in the sample's unit; empty when {@code n < needed(q)}.
 * @param max   the largest observation, which is all that a small sample says about its tail.
 */
public record Quantile(double q, long n, OptionalDouble value, double max) {
    /** A quantile is spoken of when the sample reaches beyond it with at least this probability. */
    private static final double ASSURANCE = 0.95;

    /** {@code 0.999} is {@code p99.9}. */
    public static String label(final double q) {
        final BigDecimal percent = BigDecimal.valueOf(q).movePointRight(2);
        return "p" + percent.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    /**
     * The smallest sample that supports a quantile: {@code 1 - q^n >= 0.95}, the chance that one of
     * n observations lies beyond it. 5 for the median, 29 for p90, 299 for p99, 2995 for p99.9;
     * below the median the same is asked of the other tail.
     */
    public static long needed(final double q) {
        final double towardsTail = Math.max(q, 1 - q);
        return (long) Math.ceil(Math.log(1 - ASSURANCE) / Math.log(towardsTail));
    }

    public boolean isSupported() {
        return value.isPresent();
    }

    /** Why there is no value: {@code p99: n=120 too few (needs 299)}; empty when there is one. */
    public String reason() {
        return isSupported() ? "" : label(q) + ": n=" + n + " too few (needs " + needed(q) + ")";
    }
}
