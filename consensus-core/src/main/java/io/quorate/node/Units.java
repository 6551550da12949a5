package io.quorate.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: a whole number and its unit. */
public final class Units {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]+)");

    private Units() {
    }

    /**
     * Nanoseconds; {@code 0} needs no unit.
     *
     * @throws IllegalArgumentException whose message goes on where the key left off
     */
    public static long parseDuration(final String text) {
        if (text.equals("0")) {
            return 0;
        }
        final Matcher quantity = QUANTITY.matcher(text);
        final long unit = quantity.matches() ? durationUnit(quantity.group(2)) : 0;
        if (unit == 0) {
            throw new IllegalArgumentException(
                    "must be a whole number with a unit of ns, us, ms, s or min, such as 50ms");
        }
        return scaled(quantity.group(1), unit);
    }

    private static long durationUnit(final String name) {
        return switch (name) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            default -> 0;
        };
    }

    /**
     * Bytes.
     *
     * @throws IllegalArgumentException whose message goes on where the key left off
     */
    public static long parseSize(final String text) {
        final Matcher quantity = QUANTITY.matcher(text);
        final long unit = quantity.matches() ? sizeUnit(quantity.group(2)) : 0;
        if (unit == 0) {
            throw new IllegalArgumentException(
                    "must be a whole number with a unit of B, KiB, MiB or GiB, such as 64MiB");
        }
        return scaled(quantity.group(1), unit);
    }

    private static long sizeUnit(final String name) {
        return switch (name) {
            case "B" -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 0;
        };
    }

    private static long scaled(final String number, final long unit) {
        try {
            return Math.multiplyExact(Long.parseLong(number), unit);
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException("is too large a number", e);
        }
    }

    /** The shortest way to write so many nanoseconds without loss. */
    public static String duration(final long ns) {
        for (final String unit : new String[] {"min", "s", "ms", "us"}) {
            if (ns != 0 && ns % durationUnit(unit) == 0) {
                return ns / durationUnit(unit) + unit;
            }
        }
        return ns == 0 ? "0" : ns + "ns";
    }

    /** The shortest way to write so many bytes without loss. */
    public static String size(final long bytes) {
        for (final String unit : new String[] {"GiB", "MiB", "KiB"}) {
            if (bytes != 0 && bytes % sizeUnit(unit) == 0) {
                return bytes / sizeUnit(unit) + unit;
            }
        }
        return bytes + "B";
    }
}
