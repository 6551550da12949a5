package io.quorate.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the series of a run from its records: trials, JMH's own files, and histograms. A
 * benchmark that recorded trials is read from them alone, for JMH's single shots are the same times
 * again.
 */
final class SeriesReader {
    private record Key(String benchmark, SortedMap<String, String> params, String metric) {}

    private final Map<Key, Series> byKey = new LinkedHashMap<>();

    private SeriesReader() {
    }

    static List<Series> read(final Path run) {
        final SeriesReader reader = new SeriesReader();
        final Path file = run.resolve(RunPart.TRIALS);
        final List<Trial> trials = Files.exists(file) ? Trials.read(file) : List.of();
        reader.addTrials(trials);
        final Set<String> withTrials = new HashSet<>();
        trials.forEach(trial -> withTrials.add(trial.benchmark()));
        for (final Path jmh : RecordedRun.jmhFiles(run)) {
            for (final Series series : JmhJson.read(jmh)) {
                if (!withTrials.contains(series.benchmark())) {
                    reader.add(series);
                }
            }
        }
        LatencySeries.read(run).forEach(reader::add);
        return List.copyOf(reader.byKey.values());
    }

    /** Forks of one benchmark may be spread over several of JMH's files; they belong together. */
    private void add(final Series series) {
        final Key key = new Key(series.benchmark(), series.params(), series.metric().name());
        byKey.merge(key, series, (first, second) -> new Series(
                first.benchmark(), first.params(), first.metric(),
                joined(first.observations(), second.observations())));
    }

    private static Observations joined(final Observations first, final Observations second) {
        return first instanceof Values values     // one metric, so both are of one kind
                ? values.and((Values) second)
                : ((Counts) first).and((Counts) second);
    }

    private void addTrials(final List<Trial> trials) {
        final Map<Key, List<Trial>> groups = new LinkedHashMap<>();
        for (final Trial trial : trials) {
            if (trial.isMeasured()) {
                final Key key = new Key(trial.benchmark(), trial.params(), "");
                groups.computeIfAbsent(key, none -> new ArrayList<>()).add(trial);
            }
        }
        groups.forEach((key, group) -> {
            for (final Measure measure : Measure.values()) {
                addMeasure(key, group, measure);
            }
        });
    }

    private void addMeasure(final Key key, final List<Trial> group, final Measure measure) {
        final Metric metric = switch (measure.kind()) {
            case HEADLINE -> Metric.headline(measure.title());
            case PHASE -> Metric.phase(measure.title());
            case MARK, COUNT -> null;     // they explain the times, and no ratio of them means much
        };
        final List<double[]> forks = metric == null ? List.of() : byFork(group, measure);
        if (!forks.isEmpty()) {
            add(new Series(key.benchmark(), key.params(), metric, new Values(forks)));
        }
    }

    private static List<double[]> byFork(final List<Trial> group, final Measure measure) {
        final SortedMap<Integer, List<Double>> forks = new TreeMap<>();
        for (final Trial trial : group) {
            trial.get(measure).ifPresent(value -> forks
                    .computeIfAbsent(trial.fork(), fork -> new ArrayList<>()).add((double) value));
        }
        return forks.values().stream()
                .map(values -> values.stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
    }
}
