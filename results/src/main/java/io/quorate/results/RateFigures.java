package io.quorate.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The figures of throughputs and latencies: percentile curves, window sweep, iterations. */
final class RateFigures {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int REPLICATES = 200;
    /** With fewer the interval is stretched so far that it says nothing. */
    private static final int FORKS_OF_A_BAND = 3;
    private static final double[] QUANTILES = {
        0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999,
        0.999999};

    private final List<RecordedRun> runs;

    RateFigures(final List<RecordedRun> runs) {
        this.runs = runs;
    }

    List<Figure> all() {
        final List<Figure> figures = new ArrayList<>();
        addLatencies(figures);
        addWindows(figures);
        addRamp(figures);
        addIterations(figures);
        return figures;
    }

    private String label(final RecordedRun run, final Series series, final String without) {
        final SortedMap<String, String> params = new TreeMap<>(series.params());
        params.remove(without);
        return ((runs.size() > 1 ? run.info().name() + " " : "") + series.title() + " "
                + ReportText.varying(run, series.benchmark(), params)).strip();
    }

    private void addLatencies(final List<Figure> figures) {
        final List<Object> curves = new ArrayList<>();
        for (final RecordedRun run : runs) {
            run.series().stream().filter(each -> each.metric().name().equals("latency"))
                    .forEach(series -> curves.add(curve(label(run, series, ""), series)));
        }
        if (!curves.isEmpty()) {
            figures.add(new Figure("latency", "percentiles", "Latency by percentile",
                    "Both axes are logarithmic: each step to the right is a tenth of what is left."
                            + " Bands are 95 % intervals of a bootstrap over forks, then"
                            + " iterations, where there are three forks or more; a curve ends"
                            + " where n no longer speaks of it.",
                    ReportText.commands(runs), Map.of("curves", curves)));
        }
    }

    private static Map<String, Object> curve(final String name, final Series series) {
        final List<double[]> points = new ArrayList<>();
        for (final double q : QUANTILES) {
            if (series.quantile(q).isSupported()) {
                points.add(point(series.observations(), q));
            }
        }
        return Map.of("name", name, "n", series.observations().n(),
                "max", micros(series.observations().max()), "points", points);
    }

    private static double[] point(final Observations observations, final double q) {
        if (observations.forks() < FORKS_OF_A_BAND) {
            return new double[] {q, micros(observations.quantile(q))};
        }
        final Interval at = new Bootstrap(42, REPLICATES).draw(observations.resampler(q))
                .interval();
        return new double[] {q, micros(at.estimate()), micros(at.low()), micros(at.high())};
    }

    private static double micros(final double nanos) {
        return ReportText.round(nanos / NANOS_PER_MICRO);
    }

    private void addWindows(final List<Figure> figures) {
        final Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (final RecordedRun run : runs) {
            run.series().stream().filter(RateFigures::isRateOfWindow)
                    .forEach(series -> lines.computeIfAbsent(
                            label(run, series, "window"), none -> new ArrayList<>())
                            .add(new double[] {Double.parseDouble(series.params().get("window")),
                                ReportText.round(series.observations().quantile(0.5))}));
        }
        lines.values().removeIf(points -> points.size() < 2);
        if (!lines.isEmpty()) {
            figures.add(new Figure("windows", "lines", "Throughput by window",
                    "Commands outstanding at a time, and how many complete in a second: medians"
                            + " over iterations.",
                    ReportText.commands(runs), Map.of("lines", named(lines), "x", "window",
                            "y", "ops/s", "log", true)));
        }
    }

    /** An open loop's latencies against the rate that it achieved. */
    private void addRamp(final List<Figure> figures) {
        final Map<String, List<Object>> lines = new LinkedHashMap<>();
        for (final RecordedRun run : runs) {
            for (final Series achieved : run.series()) {
                if (isRateOfSchedule(achieved)) {
                    run.series().stream().filter(latency -> isOf(achieved, latency))
                            .forEach(latency -> addPoints(
                                    label(run, achieved, "rate"), achieved, latency, lines));
                }
            }
        }
        if (!lines.isEmpty()) {
            final List<Object> named = new ArrayList<>();
            lines.forEach((name, points) -> named.add(Map.of("name", name, "points", points)));
            figures.add(new Figure("ramp", "lines", "Latency by load",
                    "Commands come at a fixed rate, and each latency counts from when it was due."
                            + " FAILED where the rate was missed: there the queue grew.",
                    ReportText.commands(runs),
                    Map.of("lines", named, "x", "ops/s", "y", "us", "logY", true)));
        }
    }

    private static boolean isRateOfSchedule(final Series series) {
        return series.metric().unit() == Metric.Unit.OPS_PER_SECOND
                && series.params().containsKey("rate");
    }

    private static boolean isOf(final Series achieved, final Series latency) {
        final SortedMap<String, String> params = new TreeMap<>(achieved.params());
        params.remove("dir");      // where the logs lay is not in a histogram's name
        return latency.metric().name().equals("latency") && latency.benchmark().equals("open")
                && latency.params().equals(params);
    }

    private static void addPoints(final String label, final Series achieved, final Series latency,
            final Map<String, List<Object>> lines) {
        for (final double q : new double[] {0.5, 0.99, 0.999}) {
            if (latency.quantile(q).isSupported()) {
                lines.computeIfAbsent(label + " " + Quantile.label(q), none -> new ArrayList<>())
                        .add(List.of(ReportText.round(achieved.observations().quantile(0.5)),
                                micros(latency.observations().quantile(q)),
                                achieved.missedItsRate() ? "FAILED" : ""));
            }
        }
    }

    private static boolean isRateOfWindow(final Series series) {
        return series.metric().unit() == Metric.Unit.OPS_PER_SECOND
                && series.params().getOrDefault("window", "").matches("\\d+");
    }

    private void addIterations(final List<Figure> figures) {
        final Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (final RecordedRun run : runs) {
            for (final Series series : run.series()) {
                if (series.metric().isAverage() && series.observations() instanceof Values values) {
                    for (int fork = 0; fork < values.forks(); fork++) {
                        lines.put(label(run, series, "") + " fork " + fork, points(values, fork));
                    }
                }
            }
        }
        if (!lines.isEmpty()) {
            figures.add(new Figure("iterations", "lines", "Iteration after iteration",
                    "Each line is one JVM after its warm-up. A slope is a warm-up that is not"
                            + " over.",
                    ReportText.commands(runs),
                    Map.of("lines", named(lines), "x", "iteration", "y", "ops/s")));
        }
    }

    private static List<double[]> points(final Values values, final int fork) {
        final List<double[]> points = new ArrayList<>();
        final double[] observed = values.ofFork(fork);
        for (int i = 0; i < observed.length; i++) {
            points.add(new double[] {i, ReportText.round(observed[i])});
        }
        return points;
    }

    private static List<Object> named(final Map<String, List<double[]>> lines) {
        final List<Object> named = new ArrayList<>();
        lines.forEach((name, points) -> named.add(Map.of("name", name, "points", points)));
        return named;
    }
}
