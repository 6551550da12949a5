package io.quorate.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes measured figures for people: as many digits as a measurement deserves, with its unit. */
public final class Figures {
    private static final String[] MAGNITUDES = {"", "k", "M", "G"};
    private static final double THOUSANDS_FROM = 10_000;

    private Figures() {
    }

    /** Four significant digits: {@code 171.4}, {@code 0.02300}, {@code 412.3k}, {@code 1.204M}. */
    public static String of(final double value) {
        double shown = value;
        int magnitude = 0;
        if (Math.abs(value) >= THOUSANDS_FROM && Double.isFinite(value)) {
            while (Math.abs(shown) >= 1000 && magnitude < MAGNITUDES.length - 1) {
                shown /= 1000;
                magnitude++;
            }
        }
        return digits(shown, 4) + MAGNITUDES[magnitude];
    }

    /** A ratio: {@code 0.227}, {@code 1.31}. */
    public static String ratio(final double value) {
        return digits(value, 3);
    }

    /** A share as a percentage: {@code 2.5 %}, {@code 31 %}. */
    public static String percent(final double share) {
        if (!Double.isFinite(share) || Math.abs(share) >= 10) {
            return digits(100 * share, 1) + " %";
        }
        final BigDecimal rounded = BigDecimal.valueOf(100 * share)
                .setScale(Math.abs(share) < 0.1 ? 1 : 0, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()) + " %";
    }

    private static String digits(final double value, final int significant) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "-" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        final BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(significant, RoundingMode.HALF_UP));
        final int decimals = significant - rounded.precision() + rounded.scale();   // 5 is 5.000
        return rounded.setScale(Math.max(0, decimals), RoundingMode.HALF_UP).toPlainString();
    }
}
