package io.quorate.results;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One statistic of one sample as it might have come out, many times over: what confidence intervals
 * are read from.
 *
 * <p>An interval is the percentile interval of the replicates, stretched about the estimate (on a
 * logarithmic scale, for times and rates are ratios at heart) when there are few forks: a handful
 * of them understates its own spread, just as Student's t must be wider than the normal. Without
 * the stretch two forks against two would call equal things different in every third comparison.
 * One fork alone says nothing about the spread between forks; its interval is that of its trials
 * only.
 */
public final class Replicates {
    /** How often an interval made this way covers the truth. */
    public static final double CONFIDENCE = 0.95;

    private static final double TAIL = (1 - CONFIDENCE) / 2;
    private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);

    private final double estimate;
    private final int forks;
    private final double[] drawn;

    Replicates(final double estimate, final int forks, final double[] drawn) {
        this.estimate = estimate;
        this.forks = forks;
        this.drawn = drawn;
    }

    /** The interval of the statistic, of positive observations. */
    public Interval interval() {
        return interval(estimate, drawn.clone(), stretch(forks, forks - 1));
    }

    /** The interval of this statistic divided by that of another sample, drawn as often. */
    public Interval ratioTo(final Replicates other) {
        final double[] ratios = new double[drawn.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = drawn[i] / other.drawn[i];
        }
        return interval(estimate / other.estimate, ratios, stretchOfRatio(forks, other.forks));
    }

    private static Interval interval(
            final double estimate, final double[] replicates, final double stretch) {
        Arrays.sort(replicates);
        final double low = replicates[Quantiles.rank(TAIL, replicates.length)];
        final double high = replicates[Quantiles.rank(1 - TAIL, replicates.length)];
        return new Interval(
                estimate,
                estimate * Math.pow(Math.min(1, low / estimate), stretch),
                estimate * Math.pow(Math.max(1, high / estimate), stretch));
    }

    /** By how much the interval of a ratio is stretched: the smaller side decides. */
    static double stretchOfRatio(final int forksA, final int forksB) {
        return stretch(Math.min(forksA, forksB), forksA + forksB - 2);
    }

    /**
     * By how much the interval of a ratio is stretched further so that of so many equal rows it
     * excludes 1 in any at most as often as one interval does alone (Bonferroni).
     */
    static double stretchOfMany(final int forksA, final int forksB, final int rows) {
        final int degreesOfFreedom = forksA + forksB - 2;
        if (degreesOfFreedom < 1) {
            return 1;
        }
        final TDistribution t = TDistribution.of(degreesOfFreedom);
        return t.inverseSurvivalProbability(TAIL / rows) / t.inverseSurvivalProbability(TAIL);
    }

    private static double stretch(final int forks, final int degreesOfFreedom) {
        if (forks < 2) {
            return 1;
        }
        final double t = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(TAIL);
        return Math.sqrt(forks / (forks - 1.0)) * t / Z;
    }
}
