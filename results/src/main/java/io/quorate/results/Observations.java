package io.quorate.results;

/** Everything that a run observed of one metric: forks, and in each fork its observations. */
public sealed interface Observations permits Values, Counts {
    /** How many JVMs observed, at least 1. */
    int forks();

    /** How many observations there are in all, at least 1. */
    long n();

    double max();

    /** The exact quantile in (0, 1) of all observations, whether or not n supports it. */
    double quantile(double q);

    /** The quantile of all observations as the bootstrap wants it; a new one for each thread. */
    Resampler resampler(double q);
}
