package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Gathers what the JVMs of a run wrote apart into the files of the run, and numbers the forks: the
 * k-th JVM, by its start, that ran a benchmark with these parameters is its fork k.
 */
final class PartMerger {
    private final Path run;
    private final Path parts;

    PartMerger(final Path run) {
        this.run = run;
        this.parts = run.resolve(RunPart.PARTS);
    }

    /** Merges all parts, and keeps them; a line that a killed JVM left unfinished is left out. */
    void merge() throws IOException {
        if (!Files.exists(parts)) {
            return;
        }
        final List<Path> byStart = children(parts);
        mergeTrials(byStart);
        mergeNoise(byStart);
        mergeHistograms(byStart);
    }

    /** Deletes the parts: what they held is sealed elsewhere. */
    void clear() {
        deleteTree(parts);
    }

    private void mergeTrials(final List<Path> byStart) throws IOException {
        final Path merged = run.resolve(RunPart.TRIALS);
        Files.deleteIfExists(merged);     // of a finish that failed half-way
        final Map<String, Integer> forks = new HashMap<>();
        final List<Timeline> timelines = new ArrayList<>();
        for (final Path part : byStart) {
            final Path file = part.resolve(RunPart.TRIALS);
            if (Files.exists(file)) {
                Timeline.read(part.resolve(Timeline.PART)).forEach(of -> timelines.add(
                        of.ofFork(forks.getOrDefault(of.benchmark() + of.params(), 0))));
                appendAsForks(Trials.readWhileWritten(file), merged, forks);
            }
        }
        if (!timelines.isEmpty()) {
            Timelines.keep(run, timelines, Trials.read(merged));
        }
    }

    private static void appendAsForks(
            final List<Trial> trials, final Path merged, final Map<String, Integer> forks) {
        final Set<String> ran = new HashSet<>();
        try (Trials.Writer writer = Trials.append(merged)) {
            for (final Trial trial : trials) {
                final String what = trial.benchmark() + trial.params();
                writer.write(trial.ofFork(forks.getOrDefault(what, 0)));
                ran.add(what);
            }
        }
        ran.forEach(what -> forks.merge(what, 1, Integer::sum));
    }

    private void mergeNoise(final List<Path> byStart) throws IOException {
        final Path merged = run.resolve(IterationNoise.FILE);
        Files.deleteIfExists(merged);
        final Map<String, Integer> forks = new HashMap<>();
        for (final Path part : byStart) {
            final Set<String> ran = new HashSet<>();
            for (final IterationNoise row : IterationNoise.read(
                    part.resolve(IterationNoise.FILE))) {
                final String what = row.benchmark() + row.params();
                IterationNoise.append(merged, row.ofFork(forks.getOrDefault(what, 0)));
                ran.add(what);
            }
            ran.forEach(what -> forks.merge(what, 1, Integer::sum));
        }
    }

    private void mergeHistograms(final List<Path> byStart) throws IOException {
        final Map<String, Map<Path, Integer>> logs = new TreeMap<>();
        for (final Path part : byStart) {
            for (final Path log : children(part.resolve(RunPart.HIST))) {
                final Map<Path, Integer> forks = logs.computeIfAbsent(
                        log.getFileName().toString(), name -> new LinkedHashMap<>());
                forks.put(log, forks.size());
            }
        }
        for (final Map.Entry<String, Map<Path, Integer>> log : logs.entrySet()) {
            final Path hist = Files.createDirectories(run.resolve(RunPart.HIST));
            Histograms.merge(log.getValue(), hist.resolve(log.getKey()));
        }
    }

    /** What a directory holds, by name; nothing if it is not there. */
    static List<Path> children(final Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    /** Deletes a directory with all that is in it, if it is there. */
    static void deleteTree(final Path top) {
        if (!Files.exists(top)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(top)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new ResultsException("cannot delete " + top + ": " + Json.reason(e)
                    + "; nothing needs it: delete it by hand", e);
        }
    }
}
