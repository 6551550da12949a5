package io.quorate.benchmarks.virtual;

import io.quorate.results.Quantiles;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What many elections were like; times are milliseconds.
 *
 * @param n          how many there were
 * @param median     of the time until the new leader is heard
 * @param mean       the same on average
 * @param p90        the same at 90 %
 * @param p99        the same at 99 %
 * @param max        the longest
 * @param firstRound the share that took a single term; NaN of what is no election
 */
public record Sample(int n, double median, double mean, double p90, double p99, double max,
        double firstRound) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of so many elections in virtual time. */
    public static Sample of(final VirtualSettings settings, final int elections) {
        return of(VirtualElections.run(settings, elections));
    }

    /** Of these elections. */
    public static Sample of(final List<VirtualTrial> trials) {
        return of(millis(trials, VirtualTrial::electionNs),
                trials.stream().filter(trial -> trial.rounds() == 1).count()
                        / (double) trials.size());
    }

    /** Of times in milliseconds that are no elections: there are no rounds. */
    static Sample ofTimes(final double... ms) {
        return of(ms, Double.NaN);
    }

    private static Sample of(final double[] ms, final double firstRound) {
        final Quantiles all = Quantiles.of(ms);
        double sum = 0;
        for (final double each : ms) {
            sum += each;
        }
        return new Sample(ms.length, all.exact(0.5), sum / ms.length, all.exact(0.9),
                all.exact(0.99), all.max(), firstRound);
    }

    /** One of their times, in their order. */
    public static double[] millis(final List<VirtualTrial> trials,
            final ToLongFunction<VirtualTrial> time) {
        return trials.stream().mapToDouble(trial -> time.applyAsLong(trial) / NANOS_PER_MILLI)
                .toArray();
    }
}
