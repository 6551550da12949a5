package io.quorate.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * How often one round of votes was not enough, in A and in B, by Fisher's exact test: rounds are
 * counted, not timed, so no ratio of quantiles speaks of them.
 *
 * @param benchmark the benchmark, shortened for a table.
 * @param key       the parameters that tell this row from others of the same benchmark.
 * @param manyA     trials of A with more than one round, of {@code trialsA}.
 * @param manyB     trials of B with more than one round, of {@code trialsB}.
 * @param p         the chance of a difference at least as large if there were none.
 */
public record ShareRow(
        String benchmark,
        SortedMap<String, String> key,
        long manyA,
        long trialsA,
        long manyB,
        long trialsB,
        double p) {

    static List<ShareRow> of(
            final RecordedRun a, final RecordedRun b, final List<SeriesMatcher.Pair> pairs) {
        final List<Trial> ofA = a.trials();
        final List<Trial> ofB = b.trials();
        final List<ShareRow> shares = new ArrayList<>();
        for (final SeriesMatcher.Pair pair : pairs) {
            if (pair.a().metric().name().equals(Measure.ELECTION_NS.title())) {
                final long[] inA = count(ofA, pair.a());
                final long[] inB = count(ofB, pair.b());
                if (inA[1] > 0 && inB[1] > 0) {
                    shares.add(new ShareRow(pair.a().title(), pair.key(), inA[0], inA[1], inB[0],
                            inB[1], chance(inA, inB)));
                }
            }
        }
        return List.copyOf(shares);
    }

    private static long[] count(final List<Trial> trials, final Series series) {
        final long[] manyAndAll = new long[2];
        for (final Trial trial : trials) {
            final Map<Measure, Long> measures = trial.measures();
            if (trial.isMeasured() && measures.containsKey(Measure.ROUNDS)
                    && trial.benchmark().equals(series.benchmark())
                    && trial.params().equals(series.params())) {
                manyAndAll[0] += measures.get(Measure.ROUNDS) > 1 ? 1 : 0;
                manyAndAll[1]++;
            }
        }
        return manyAndAll;
    }

    private static double chance(final long[] a, final long[] b) {
        final int[][] table = {
            {(int) a[0], (int) (a[1] - a[0])}, {(int) b[0], (int) (b[1] - b[0])}};
        final boolean isEmpty = a[0] + b[0] == 0 || a[0] + b[0] == a[1] + b[1];
        return isEmpty ? 1 : FisherExactTest.withDefaults().test(table).getPValue();
    }

    /** One line for a table's foot. */
    String sentence() {
        final String parameters = key.isEmpty() ? "" : " " + Series.text(key);
        return benchmark + parameters + ": more than one round of votes in "
                + manyA + " of " + trialsA + " trials of A and " + manyB + " of " + trialsB
                + " of B (Fisher's p = " + Figures.ratio(p) + ")";
    }
}
