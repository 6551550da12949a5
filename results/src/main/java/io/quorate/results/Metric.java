package io.quorate.results;

import java.util.List;

/**
 * What a series of observations is about.
 *
 * @param name      for tables: {@code failover}, {@code throughput}.
 * @param unit      what it is measured in, which says what is better too.
 * @param quantiles which quantiles a comparison looks at.
 * @param isAverage whether each observation is itself an average over an iteration; only the middle
 *                  of such a sample means anything, and a few iterations are enough for it.
 */
public record Metric(String name, Unit unit, List<Double> quantiles, boolean isAverage) {
    private static final List<Double> MIDDLE = List.of(0.5);
    private static final List<Double> TAIL = List.of(0.5, 0.9, 0.99);
    private static final List<Double> LONG_TAIL = List.of(0.5, 0.9, 0.99, 0.999);

    /** What a metric is measured in. */
    public enum Unit {
        /** Nanoseconds: less is better. */
        NANOS,
        /** Operations per second: more is better. */
        OPS_PER_SECOND;

        /** Whether a ratio of new to old is a change for the better. */
        boolean isBetter(final double ratio) {
            return this == OPS_PER_SECOND ? ratio > 1 : ratio < 1;
        }
    }

    static Metric throughput() {
        return new Metric("throughput", Unit.OPS_PER_SECOND, MIDDLE, true);
    }

    static Metric averageTime() {
        return new Metric("average time", Unit.NANOS, MIDDLE, true);
    }

    static Metric latency() {
        return new Metric("latency", Unit.NANOS, LONG_TAIL, false);
    }

    static Metric singleShot() {
        return new Metric("time", Unit.NANOS, TAIL, false);
    }

    static Metric headline(final String name) {
        return new Metric(name, Unit.NANOS, TAIL, false);
    }

    static Metric phase(final String name) {
        return new Metric(name, Unit.NANOS, MIDDLE, false);
    }
}
