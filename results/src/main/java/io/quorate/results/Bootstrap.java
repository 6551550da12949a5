package io.quorate.results;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Confidence intervals by the hierarchical bootstrap: draw the forks again, then the trials inside
 * each, and see how far the statistic wanders.
 *
 * <p>The interval is the percentile interval of the replicates, stretched about the estimate (on a
 * logarithmic scale, for times and rates are ratios at heart) when there are few forks: a handful
 * of them understates its own spread, just as Student's t must be wider than the normal. Without
 * the stretch two forks against two would call equal things different in every third comparison.
 * One fork alone says nothing about the spread between forks; its interval is that of its trials
 * only.
 *
 * <p>The same seed gives the same interval. Immutable, so safe to share between threads; the
 * resamplers it is given are not.
 */
public final class Bootstrap {
    /** Enough for the ends of a 95 % interval to settle in their second digit. */
    public static final int REPLICATES = 2000;
    /** How often an interval made this way covers the truth. */
    public static final double CONFIDENCE = 0.95;

    private static final double TAIL = (1 - CONFIDENCE) / 2;
    private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);

    private final long seed;
    private final int replicates;

    public Bootstrap(final long seed) {
        this(seed, REPLICATES);
    }

    /** With a number of replicates of one's own, at least 100. */
    public Bootstrap(final long seed, final int replicates) {
        if (replicates < 100) {
            throw new IllegalArgumentException("fewer than 100 replicates: " + replicates);
        }
        this.seed = seed;
        this.replicates = replicates;
    }

    /** The interval of one statistic of positive observations. */
    public Interval interval(final Resampler sample) {
        final double stretch = stretch(sample.forks(), sample.forks() - 1);
        return interval(sample.estimate(), sample::resample, stretch);
    }

    /** The interval of {@code numerator / denominator}, two samples taken apart from each other. */
    public Interval ratio(final Resampler numerator, final Resampler denominator) {
        return interval(
                numerator.estimate() / denominator.estimate(),
                random -> numerator.resample(random) / denominator.resample(random),
                stretchOfRatio(numerator.forks(), denominator.forks()));
    }

    private Interval interval(
            final double estimate,
            final ToDoubleFunction<SplittableRandom> replicate,
            final double stretch) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] replicated = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            replicated[i] = replicate.applyAsDouble(random);
        }
        Arrays.sort(replicated);
        final double low = replicated[Quantiles.rank(TAIL, replicates)];
        final double high = replicated[Quantiles.rank(1 - TAIL, replicates)];
        return new Interval(
                estimate,
                estimate * Math.pow(Math.min(1, low / estimate), stretch),
                estimate * Math.pow(Math.max(1, high / estimate), stretch));
    }

    /** By how much the interval of a ratio is stretched: the smaller side decides. */
    static double stretchOfRatio(final int forksA, final int forksB) {
        return stretch(Math.min(forksA, forksB), forksA + forksB - 2);
    }

    private static double stretch(final int forks, final int degreesOfFreedom) {
        if (forks < 2) {
            return 1;
        }
        final double t = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(TAIL);
        return Math.sqrt(forks / (forks - 1.0)) * t / Z;
    }
}
