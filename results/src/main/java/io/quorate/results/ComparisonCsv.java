package io.quorate.results;

import java.util.List;
import java.util.Locale;

/** A comparison as comma-separated values, one line for each row of its table, in plain units. */
public final class ComparisonCsv {
    private static final List<String> COLUMNS = List.of(
            "benchmark", "params", "metric", "statistic", "unit", "a", "a_low", "a_high", "a_forks",
            "a_n", "b", "b_low", "b_high", "b_forks", "b_n", "ratio", "ratio_low", "ratio_high",
            "verdict", "more_forks");

    private ComparisonCsv() {
    }

    /** The header and all rows; times are nanoseconds. */
    public static String render(final Comparison comparison) {
        final StringBuilder out = new StringBuilder(Csv.join(COLUMNS)).append('\n');
        for (final ComparisonRow row : comparison.rows()) {
            out.append(Csv.join(List.of(
                    row.benchmark(), Series.text(row.key()), row.metric().name(), row.statistic(),
                    row.metric().unit() == Metric.Unit.NANOS ? "ns" : "ops/s",
                    figure(row.a().figure().estimate()), figure(row.a().figure().low()),
                    figure(row.a().figure().high()), Integer.toString(row.a().forks()),
                    Long.toString(row.a().n()),
                    figure(row.b().figure().estimate()), figure(row.b().figure().low()),
                    figure(row.b().figure().high()), Integer.toString(row.b().forks()),
                    Long.toString(row.b().n()),
                    figure(row.ratio().estimate()), figure(row.ratio().low()),
                    figure(row.ratio().high()), row.verdict().name().toLowerCase(Locale.ROOT),
                    Integer.toString(row.moreForks()))))
                    .append('\n');
        }
        return out.toString();
    }

    private static String figure(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "";
    }
}
