package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;

/**
 * The latencies of a run's {@code hist/} as series: what a log's name says is the benchmark and its
 * parameters, and each of its intervals is an iteration of a fork.
 */
final class LatencySeries {
    private static final String SUFFIX = ".hlog";

    private LatencySeries() {
    }

    /** All of them, in the order of their files' names; null for quiet leaves nothing out. */
    static List<Series> read(final Path run, final Quiet quiet) {
        final Path hist = run.resolve(RunPart.HIST);
        if (!Files.isDirectory(hist)) {
            return List.of();
        }
        try (Stream<Path> logs = Files.list(hist)) {
            return logs.filter(log -> log.toString().endsWith(SUFFIX)).sorted()
                    .map(log -> series(log, quiet)).filter(series -> series != null).toList();
        } catch (final IOException e) {
            throw Json.unreadable(hist, e);
        }
    }

    /** Null for a log in which nothing was recorded. */
    private static Series series(final Path log, final Quiet quiet) {
        final String name = log.getFileName().toString().replace(SUFFIX, "");
        final Map<Integer, Integer> places = new HashMap<>();
        final SortedMap<Integer, List<SortedMap<Double, Long>>> forks = new TreeMap<>();
        for (final EncodableHistogram interval : Histograms.intervals(log)) {
            final SortedMap<Double, Long> values = values((Histogram) interval);
            final int fork = fork(interval.getTag());
            final int place = places.merge(fork, 1, Integer::sum) - 1;
            if (!values.isEmpty()
                    && (quiet == null || !quiet.isDisturbed(name, fork, place))) {
                forks.computeIfAbsent(fork, none -> new ArrayList<>())
                        .add(values);
            }
        }
        final String[] words = name.split("_(?=[A-Za-z]+=)", -1);
        return forks.isEmpty() ? null : new Series(words[0], params(words), Metric.latency(),
                new Counts(List.copyOf(forks.values())));
    }

    /** Of {@code commit_nodes=3_window=64}. */
    static SortedMap<String, String> params(final String... words) {
        final SortedMap<String, String> params = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            final int at = words[i].indexOf('=');
            params.put(words[i].substring(0, at), words[i].substring(at + 1));
        }
        return params;
    }

    private static int fork(final String tag) {
        final String digits = tag == null ? "" : tag.replaceFirst("^.*fork", "");
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    private static SortedMap<Double, Long> values(final Histogram histogram) {
        final SortedMap<Double, Long> values = new TreeMap<>();
        histogram.recordedValues().forEach(value -> values.put(
                (double) histogram.medianEquivalentValue(value.getValueIteratedTo()),
                value.getCountAtValueIteratedTo()));
        return values;
    }
}
