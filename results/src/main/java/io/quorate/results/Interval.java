package io.quorate.results;

/**
 * A figure and how far the truth may lie from it.
 *
 * @param estimate the figure of the sample itself.
 * @param low      lower end of the confidence interval.
 * @param high     upper end of the confidence interval.
 */
public record Interval(double estimate, double low, double high) {

    /**
     * Whether a value is among those that the sample does not exclude; false when NaN is involved.
     */
    public boolean contains(final double value) {
        return low <= value && value <= high;
    }

    /** Whether the whole interval lies in {@code [from, to]}; false when NaN is involved. */
    public boolean isWithin(final double from, final double to) {
        return from <= low && high <= to;
    }

    /** This interval of a positive figure, stretched about the figure as ratios are. */
    Interval stretched(final double factor) {
        return new Interval(
                estimate,
                estimate * Math.pow(low / estimate, factor),
                estimate * Math.pow(high / estimate, factor));
    }

    /** Whether the whole interval lies on one side of a value; false when NaN is involved. */
    public boolean excludes(final double value) {
        return high < value || value < low;
    }
}
