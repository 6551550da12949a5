package io.quorate.results;

/**
 * The unit in which a person reads a metric.
 *
 * @param symbol the unit's name for a table.
 * @param size   how many of the metric's own units it holds.
 */
public record Scale(String symbol, double size) {
    private static final Scale[] TIMES = {
        new Scale("ns", 1), new Scale("us", 1e3), new Scale("ms", 1e6), new Scale("s", 1e9)};
    private static final Scale OPS_PER_SECOND = new Scale("ops/s", 1);

    /** For figures about as large as a typical one: the largest unit in which it is at least 1. */
    public static Scale of(final Metric.Unit unit, final double typical) {
        return unit == Metric.Unit.NANOS ? ofNanos(typical) : OPS_PER_SECOND;
    }

    /** The largest unit of time in which some nanoseconds are at least 1. */
    public static Scale ofNanos(final double nanos) {
        Scale fit = TIMES[0];
        for (final Scale scale : TIMES) {
            if (Math.abs(nanos) >= scale.size) {
                fit = scale;
            }
        }
        return fit;
    }

    /** A figure in the metric's own unit, in this one. */
    public double from(final double figure) {
        return figure / size;
    }
}
