package io.quorate.results;

/** What a comparison may conclude; "no difference was found" is not one of them. */
public enum Verdict {
    /** The interval of the ratio excludes 1. */
    DIFFERENT,
    /** The whole interval lies within the smallest effect of interest. */
    EQUIVALENT,
    /** Neither: the data allow both, and more forks would tell. */
    INCONCLUSIVE;

    /**
     * The verdict of an interval.
     *
     * @param ratio  B to A, with its confidence interval.
     * @param effect smallest effect of interest: 0.05 is 5 % in either direction.
     * @param forks  the smaller number of forks of the two sides; one fork tells nothing of the
     *               next.
     */
    static Verdict of(final Interval ratio, final double effect, final int forks) {
        if (forks < 2) {
            return INCONCLUSIVE;
        }
        if (ratio.isWithin(1 / (1 + effect), 1 + effect)) {
            return EQUIVALENT;     // even where 1 is excluded: too small a difference to care for
        }
        return ratio.excludes(1) ? DIFFERENT : INCONCLUSIVE;
    }
}
