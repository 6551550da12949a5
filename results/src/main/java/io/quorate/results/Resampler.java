package io.quorate.results;

import java.util.SplittableRandom;

/**
 * One statistic of one sample, as it is and as it would have come out had the experiment been run
 * again: what {@link Bootstrap} needs to know.
 *
 * <p>Not thread-safe: implementations work in scratch space of their own and allocate nothing in
 * {@link #resample}.
 */
public interface Resampler {
    /** How many JVMs the sample comes from; the fork is the unit of replication. */
    int forks();

    /** The statistic of the sample itself. */
    double estimate();

    /** The statistic of a sample drawn again: forks with replacement, then what lies in each. */
    double resample(SplittableRandom random);
}
