package io.quorate.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two finished runs side by side: a ratio with its interval and a verdict for everything that both
 * of them measured. {@link ComparisonTable} prints it.
 *
 * @param a       the run that is compared with.
 * @param b       the run that is compared.
 * @param common  parameters that are the same throughout.
 * @param onlyOfA parameters and settings that differ, so what is being compared, as A has them.
 * @param onlyOfB the same as B has them.
 * @param rows    the statistics, in A's order.
 * @param shares  how often more than one round of votes was needed, in A's order.
 * @param notes   sentences a reader must know: what could not be compared, and why.
 * @param options how it was compared.
 */
public record Comparison(
        RecordedRun a,
        RecordedRun b,
        SortedMap<String, String> common,
        SortedMap<String, String> onlyOfA,
        SortedMap<String, String> onlyOfB,
        List<ComparisonRow> rows,
        List<ShareRow> shares,
        List<String> notes,
        Options options) {

    /**
     * How to compare.
     *
     * @param effect         smallest effect of interest, more than 0: 0.05 is 5 %.
     * @param allowDifferent compare even across hosts, durability and storage class, and say so.
     * @param seed           of the bootstrap; the same seed gives the same table.
     */
    public record Options(double effect, boolean allowDifferent, long seed) {
        /** 5 %, nothing unequal. */
        public static final Options DEFAULT = new Options(0.05, false, 42);

        public Options {
            if (!(effect > 0 && effect < 1)) {
                throw new ResultsException(
                        "the smallest effect of interest is " + effect
                                + "; give one between 0 and 1");
            }
        }

        public Options withEffect(final double smallestOfInterest) {
            return new Options(smallestOfInterest, allowDifferent, seed);
        }

        public Options allowingDifferent() {
            return new Options(effect, true, seed);
        }
    }

    /** Compares two run folders; what cannot be compared is a {@link ResultsException}. */
    public static Comparison of(final Path a, final Path b, final Options options) {
        return of(RecordedRun.open(a), RecordedRun.open(b), options);
    }

    /** Compares two runs; what cannot be compared is a {@link ResultsException}. */
    public static Comparison of(final RecordedRun a, final RecordedRun b, final Options options) {
        final SeriesMatcher matcher = new SeriesMatcher(a.series(), b.series());
        if (matcher.pairs().isEmpty()) {
            throw new ResultsException("nothing can be compared: A has " + benchmarks(a)
                    + " and B has " + benchmarks(b) + "; name two runs of the same benchmarks");
        }
        final List<String> obstacles = new Comparability(a, b).obstacles(matcher.pairs());
        if (!obstacles.isEmpty() && !options.allowDifferent()) {
            throw new ResultsException(String.join("; ", obstacles)
                    + "; such runs are compared only with --allow-different");
        }
        final List<String> notes = new ArrayList<>();
        obstacles.forEach(obstacle -> notes.add("not alike: " + obstacle));
        final List<ComparisonRow> rows = new ArrayList<>();
        matcher.pairs().forEach(pair -> compare(pair, options, rows, notes));
        rows.replaceAll(row -> row.among(rows.size(), options.effect()));
        matcher.onlyA().forEach(series -> notes.add("only in A: " + describe(series)));
        matcher.onlyB().forEach(series -> notes.add("only in B: " + describe(series)));
        return new Comparison(
                a, b, matcher.common(), settings(a, b, matcher.differing(true)),
                settings(b, a, matcher.differing(false)),
                List.copyOf(rows), ShareRow.of(a, b, matcher.pairs()), List.copyOf(notes),
                options);
    }

    /** How many rows have that verdict. */
    public long count(final Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** How many rows are different to B's disadvantage. */
    public long slower() {
        return rows.stream()
                .filter(row -> row.verdict() == Verdict.DIFFERENT && !row.isBetter()).count();
    }

    /** What differs is a benchmark's parameter or a setting of the whole run. */
    private static SortedMap<String, String> settings(
            final RecordedRun of,
            final RecordedRun other,
            final SortedMap<String, String> params) {
        final SortedMap<String, String> differing = new TreeMap<>(of.info().settings());
        differing.entrySet().removeAll(other.info().settings().entrySet());
        differing.putAll(params);
        return differing;
    }

    private static void compare(
            final SeriesMatcher.Pair pair,
            final Options options,
            final List<ComparisonRow> rows,
            final List<String> notes) {
        for (final double q : pair.a().metric().quantiles()) {
            final Quantile ofA = pair.a().quantile(q);
            final Quantile ofB = pair.b().quantile(q);
            if (ofA.isSupported() && ofB.isSupported()) {
                rows.add(ComparisonRow.of(pair.key(), pair.a(), pair.b(), q, options));
            } else {
                notes.add(describe(pair.a()) + ": " + Stream.of(
                        few("A", pair.a(), ofA), few("B", pair.b(), ofB))
                        .filter(few -> !few.isEmpty()).collect(Collectors.joining("; ")));
                return;     // further out there is even less
            }
        }
    }

    private static String few(final String side, final Series series, final Quantile quantile) {
        final Scale scale = Scale.of(series.metric().unit(), quantile.max());
        return quantile.isSupported() ? "" : side + " " + quantile.reason() + ", max "
                + Figures.of(scale.from(quantile.max())) + " " + scale.symbol();
    }

    private static String describe(final Series series) {
        return series.title() + " " + series.metric().name() + " " + series.params();
    }

    private static String benchmarks(final RecordedRun run) {
        final List<String> titles = run.series().stream().map(Series::title).distinct().toList();
        return titles.isEmpty() ? "no measurement" : String.join(", ", titles);
    }
}
