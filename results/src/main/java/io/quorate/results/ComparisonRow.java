package io.quorate.results;

import java.util.SortedMap;

/**
 * One statistic of one benchmark, in A and in B.
 *
 * @param benchmark the benchmark, shortened for a table.
 * @param key       the parameters that tell this row from others of the same benchmark.
 * @param metric    what was measured.
 * @param q         which quantile is compared, in (0, 1).
 * @param a         what A observed.
 * @param b         what B observed.
 * @param ratio     B to A with its interval.
 * @param verdict   what follows.
 * @param moreForks of an inconclusive row, how many further forks of each side would settle it if
 *                  all goes on as it did, at most {@value #MANY}; otherwise 0.
 */
public record ComparisonRow(
        String benchmark,
        SortedMap<String, String> key,
        Metric metric,
        double q,
        Side a,
        Side b,
        Interval ratio,
        Verdict verdict,
        int moreForks) {

    /**
     * The statistic in one of the runs.
     *
     * @param figure in the metric's unit, with its interval.
     * @param forks  how many JVMs it comes from.
     * @param n      how many observations it comes from.
     */
    public record Side(Interval figure, int forks, long n) {
        private static Side of(final Series series, final Interval figure) {
            final Observations observations = series.observations();
            return new Side(figure, observations.forks(), observations.n());
        }
    }

    /** More forks than anybody runs: the settings differ too little to be told apart here. */
    public static final int MANY = 100;

    static ComparisonRow of(
            final SortedMap<String, String> key,
            final Series a,
            final Series b,
            final double q,
            final Comparison.Options options) {
        final Bootstrap bootstrap = new Bootstrap(options.seed());
        final Replicates ofA = bootstrap.draw(a.observations().resampler(q));
        final Replicates ofB = bootstrap.draw(b.observations().resampler(q));
        final Interval ratio = ofB.ratioTo(ofA);
        final int forks = Math.min(a.observations().forks(), b.observations().forks());
        final Verdict verdict = Verdict.of(ratio, options.effect(), forks);
        return new ComparisonRow(
                a.title(), key, a.metric(), q,
                Side.of(a, ofA.interval()), Side.of(b, ofB.interval()), ratio, verdict,
                verdict == Verdict.INCONCLUSIVE ? moreForks(ratio, forks, options.effect()) : 0);
    }

    /**
     * The interval shrinks with the root of the forks, and its stretch with it. It is narrow enough
     * once it either excludes 1 or fits into the band of effects that nobody cares for. Where there
     * is no ratio, with a median of 0 say, no number of forks makes one.
     */
    static int moreForks(final Interval ratio, final int forks, final double effect) {
        if (!(ratio.low() > 0) || !Double.isFinite(ratio.high())) {
            return 0;
        }
        if (forks < 2) {
            return 4 - forks;     // with four, chance alone seldom sets all of one side apart
        }
        final double off = Math.abs(Math.log(ratio.estimate()));
        final double band = Math.log1p(effect);
        final double narrowEnough = Math.max(off, band - off);
        final double now = Math.log(ratio.high() / ratio.low()) / 2 / spread(forks);
        int more = 1;
        while (more < MANY && !(now * spread(forks + more) < narrowEnough)) {
            more++;
        }
        return more;
    }

    /**
     * This row as one of so many of a table: each further one is a further chance to call equal
     * things different, so a difference must stand out the more.
     */
    ComparisonRow among(final int rows, final double effect) {
        final Interval strict =
                ratio.stretched(Replicates.stretchOfMany(a.forks(), b.forks(), rows));
        if (verdict != Verdict.DIFFERENT || strict.excludes(1)) {
            return this;
        }
        return new ComparisonRow(
                benchmark, key, metric, q, a, b, ratio, Verdict.INCONCLUSIVE,
                moreForks(strict, Math.min(a.forks(), b.forks()), effect));
    }

    private static double spread(final int forks) {
        return Replicates.stretchOfRatio(forks, forks) / Math.sqrt(forks);
    }

    /** Whether B is the better of the two, judged by the figure alone. */
    public boolean isBetter() {
        return metric.unit().isBetter(ratio.estimate());
    }

    /** {@code median} of averages, otherwise {@code p50}, {@code p99}. */
    public String statistic() {
        return metric.isAverage() ? "median" : Quantile.label(q);
    }
}
