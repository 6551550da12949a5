package io.quorate.results;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints what one run observed, for a terminal.
 * <pre>
 * benchmark                metric      unit     p50    p90  p99    max  forks x trials
 * -----------------------  ----------  -----  -----  -----  ---  -----  --------------
 * FailoverTime.failover    failover    ms     171.4  260.2    -  298.1          4 x 25
 * CommitThroughput.commit  throughput  ops/s  412.3k     -    -      -           4 x 5
 * </pre>
 * A dash is a quantile that the sample is too small to speak of. Averages over iterations, such as
 * a throughput, have a median and no tail.
 */
public final class SummaryTable {
    private static final double[] TAIL = {0.9, 0.99};

    private SummaryTable() {}

    /** The series in their order. */
    public static String render(final List<Series> all) {
        final boolean keyed = all.stream().anyMatch(series -> !key(series, all).isEmpty());
        final TextTable table = new TextTable().left("benchmark");
        if (keyed) {
            table.left("parameters");
        }
        table.left("metric").left("unit").right("p50").right("p90").right("p99").right("max")
                .right("forks x trials");
        for (final Series series : all) {
            final List<String> cells = new ArrayList<>();
            cells.add(series.title());
            if (keyed) {
                cells.add(key(series, all));
            }
            cells.addAll(figures(series));
            table.row(cells);
        }
        return table.toString();
    }

    private static String key(final Series series, final List<Series> all) {
        return Series.text(series.params(Series.varying(series.benchmark(), all)));
    }

    private static List<String> figures(final Series series) {
        final Observations observations = series.observations();
        final boolean hasTail = !series.metric().isAverage();
        final Scale scale = Scale.of(series.metric().unit(), observations.quantile(0.5));
        final List<String> cells = new ArrayList<>();
        cells.add(series.metric().name());
        cells.add(scale.symbol());
        cells.add(figure(series.quantile(0.5), scale));
        for (final double q : TAIL) {
            cells.add(hasTail ? figure(series.quantile(q), scale) : "-");
        }
        cells.add(hasTail ? Figures.of(scale.from(observations.max())) : "-");
        cells.add(size(observations.forks(), observations.n()));
        return cells;
    }

    private static String figure(final Quantile quantile, final Scale scale) {
        return quantile.isSupported()
                ? Figures.of(scale.from(quantile.value().getAsDouble())) : "-";
    }

    /** {@code 8 x 25}: forks, and observations in each. */
    static String size(final int forks, final long n) {
        return forks + " x " + Math.round((double) n / forks);
    }
}
