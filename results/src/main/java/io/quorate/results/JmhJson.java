package io.quorate.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what JMH 1.37 writes with {@code -rf json}, as far as a comparison needs it: name, mode,
 * parameters and every iteration of every fork; times become nanoseconds, rates operations per
 * second.
 */
public final class JmhJson {
    private final Path file;

    private JmhJson(final Path file) {
        this.file = file;
    }

    /** Every result of a file, in its order. */
    public static List<Series> read(final Path file) {
        return new JmhJson(file).results(Json.tree(file));
    }

    /** Whether there is a result in it and nothing is missing at its end. */
    public static boolean isWhole(final Path file) {
        try {
            return Json.tree(file).path(0).has("primaryMetric");
        } catch (final ResultsException e) {
            return false;
        }
    }

    private List<Series> results(final JsonNode root) {
        if (!root.isArray()) {
            throw foreign("the document is no array of results");
        }
        final List<Series> series = new ArrayList<>();
        for (final JsonNode result : root) {
            series.add(series(result));
        }
        return series;
    }

    private Series series(final JsonNode result) {
        final String benchmark = text(result, "benchmark");
        final String mode = text(result, "mode");
        final JsonNode metric = result.path("primaryMetric");
        final double factor = factor(text(metric, "scoreUnit"));
        final Observations observations = mode.equals("sample")
                ? counts(metric.path("rawDataHistogram"), factor, benchmark)
                : values(metric.path("rawData"), factor, benchmark);
        return new Series(benchmark, params(result), metric(mode), observations);
    }

    private Metric metric(final String mode) {
        return switch (mode) {
            case "thrpt" -> Metric.throughput();
            case "avgt" -> Metric.averageTime();
            case "sample" -> Metric.latency();
            case "ss" -> Metric.singleShot();
            default -> throw foreign("'" + mode + "' is no mode of JMH");
        };
    }

    private static SortedMap<String, String> params(final JsonNode result) {
        final SortedMap<String, String> params = new TreeMap<>();
        result.path("params").properties().forEach(
                param -> params.put(param.getKey(), param.getValue().asText()));
        return params;
    }

    /**
     * What a score is multiplied with: {@code us/op} to ns, {@code ops/us} to operations per
     * second.
     */
    private double factor(final String unit) {
        return unit.startsWith("ops/")
                ? 1e9 / nanos(unit.substring("ops/".length()))
                : nanos(unit.replaceFirst("/op$", ""));
    }

    private double nanos(final String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "min" -> 60e9;
            case "hr" -> 3600e9;
            case "day" -> 24 * 3600e9;
            default -> throw foreign("'" + unit + "' is no unit of JMH");
        };
    }

    private Values values(final JsonNode rawData, final double factor, final String benchmark) {
        final List<double[]> forks = new ArrayList<>();
        for (final JsonNode fork : rawData) {
            final double[] values = new double[fork.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = factor * number(fork.path(i), benchmark);
            }
            if (values.length > 0) {
                forks.add(values);
            }
        }
        if (forks.isEmpty()) {
            throw foreign(benchmark + " has no rawData");
        }
        return new Values(forks);
    }

    private Counts counts(final JsonNode rawData, final double factor, final String benchmark) {
        final List<List<SortedMap<Double, Long>>> forks = new ArrayList<>();
        for (final JsonNode fork : rawData) {
            final List<SortedMap<Double, Long>> iterations = new ArrayList<>();
            for (final JsonNode iteration : fork) {
                if (!iteration.isEmpty()) {
                    iterations.add(histogram(iteration, factor, benchmark));
                }
            }
            if (!iterations.isEmpty()) {
                forks.add(iterations);
            }
        }
        if (forks.isEmpty()) {
            throw foreign(benchmark + " has no rawDataHistogram");
        }
        return new Counts(forks);
    }

    /** An array of pairs, {@code [value, count]}. */
    private SortedMap<Double, Long> histogram(
            final JsonNode pairs, final double factor, final String benchmark) {
        final SortedMap<Double, Long> histogram = new TreeMap<>();
        for (final JsonNode pair : pairs) {
            final double value = factor * number(pair.path(0), benchmark);
            histogram.merge(value, (long) number(pair.path(1), benchmark), Long::sum);
        }
        return histogram;
    }

    private double number(final JsonNode node, final String benchmark) {
        final double number = node.isNumber() ? node.asDouble() : Double.NaN;
        if (!Double.isFinite(number) || number < 0) {
            throw foreign(benchmark + " has " + (node.isMissingNode() ? "nothing" : node)
                    + " where a score belongs");
        }
        return number;
    }

    private String text(final JsonNode node, final String field) {
        if (!node.path(field).isTextual()) {
            throw foreign("a result has no " + field);
        }
        return node.path(field).asText();
    }

    private ResultsException foreign(final String why) {
        return new ResultsException(file + " is not what JMH writes: " + why + "; " + Json.REMEDY);
    }
}
