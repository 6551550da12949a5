package io.quorate.results;

import java.util.SplittableRandom;

/**
 * The hierarchical bootstrap: draws the forks of a sample again, then the trials inside each, to
 * see how far a statistic wanders.
 *
 * <p>Two samples are drawn independently of each other, even if they are one and the same. The same
 * seed and the same order of calls give the same draws. Not thread-safe.
 */
public final class Bootstrap {
    /** Enough for the ends of a 95 % interval to settle in their second digit. */
    public static final int REPLICATES = 2000;

    private final SplittableRandom random;
    private final int count;

    public Bootstrap(final long seed) {
        this(seed, REPLICATES);
    }

    /** With a number of replicates of one's own, at least 100. */
    public Bootstrap(final long seed, final int replicates) {
        if (replicates < 100) {
            throw new IllegalArgumentException("fewer than 100 replicates: " + replicates);
        }
        this.random = new SplittableRandom(seed);
        this.count = replicates;
    }

    /** Runs the experiment again, many times over, as far as the sample can tell. */
    public Replicates draw(final Resampler sample) {
        final SplittableRandom own = random.split();
        final double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = sample.resample(own);
        }
        return new Replicates(sample.estimate(), sample.forks(), drawn);
    }
}
