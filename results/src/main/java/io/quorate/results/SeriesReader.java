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

    private final Quiet quiet;

    private SeriesReader(final Quiet quiet) {
        this.quiet = quiet;
    }

    static List<Series> read(final Path run) {
        return read(run, null);
    }

    /** Without what was disturbed, unless quiet is null. */
    static List<Series> read(final Path run, final Quiet quiet) {
        final SeriesReader reader = new SeriesReader(quiet);
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
        if (quiet != null) {
            reader.leaveOut(withTrials);
        }
        LatencySeries.read(run, quiet).forEach(reader::add);
        return List.copyOf(reader.byKey.values());
    }

    /** Iterations of JMH's own; of trials, those that were disturbed have not been added. */
    private void leaveOut(final Set<String> withTrials) {
        for (final Map.Entry<Key, Series> entry : List.copyOf(byKey.entrySet())) {
            final Series series = entry.getValue();
            if (!withTrials.contains(series.benchmark())
                    && series.observations() instanceof Values values) {
                final Values kept = values.without((fork, place) -> quiet.isDisturbed(
                        series.benchmark(), series.params(), fork, place));
                if (kept == null) {
                    byKey.remove(entry.getKey());
                } else {
                    byKey.put(entry.getKey(), new Series(series.benchmark(), series.params(),
                            series.metric(), kept));
                }
            }
        }
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
            if (trial.isMeasured() && !(quiet != null && trial.isDisturbed())) {
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
            case PHASE, AFTERMATH -> Metric.phase(measure.title());
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
