package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which trials' time lines a run keeps: of each benchmark with its parameters the median trial, the
 * one at p99, the worst, and those that were disturbed or failed.
 */
final class Timelines {
    private Timelines() {
    }

    /** Writes those that are worth it, a file each. */
    static void keep(final Path run, final List<Timeline> all, final List<Trial> trials)
            throws IOException {
        final Path directory = run.resolve(Timeline.DIRECTORY);
        PartMerger.deleteTree(directory);            // of a finish that failed half-way
        for (final Trial trial : chosen(trials)) {
            for (final Timeline timeline : all) {
                if (timeline.isOf(trial)) {
                    timeline.append(file(Files.createDirectories(directory), timeline));
                }
            }
        }
    }

    private static Path file(final Path directory, final Timeline timeline) {
        final String method = timeline.benchmark().replaceFirst(".*\\.", "");
        for (int cell = 1;; cell++) {
            final Path file = directory.resolve(String.format("%s%s-%04d-%03d.csv", method,
                    cell == 1 ? "" : "-" + cell, timeline.fork(), timeline.trial()));
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    private static Set<Trial> chosen(final List<Trial> trials) {
        final Map<String, List<Trial>> cells = new LinkedHashMap<>();
        trials.forEach(trial -> cells.computeIfAbsent(trial.benchmark() + trial.params(),
                none -> new ArrayList<>()).add(trial));
        final Set<Trial> chosen = new HashSet<>();
        for (final List<Trial> cell : cells.values()) {
            cell.stream().filter(trial -> trial.isDisturbed()
                    || trial.flags().contains(Trial.FAILED)).forEach(chosen::add);
            final List<Trial> timed = cell.stream()
                    .filter(trial -> trial.isMeasured() && headline(trial) >= 0)
                    .sorted(Comparator.comparingLong(Timelines::headline)).toList();
            if (!timed.isEmpty()) {
                chosen.add(timed.get(Quantiles.rank(0.5, timed.size())));
                chosen.add(timed.get(Quantiles.rank(0.99, timed.size())));
                chosen.add(timed.get(timed.size() - 1));
            }
        }
        return chosen;
    }

    private static long headline(final Trial trial) {
        return trial.get(Measure.FAILOVER_NS).orElse(trial.get(Measure.ELECTION_NS).orElse(-1));
    }

    /** The one of a trial, if the run has kept it. */
    static Optional<Timeline> of(final Path run, final Trial trial) {
        try {
            for (final Path file : PartMerger.children(run.resolve(Timeline.DIRECTORY))) {
                for (final Timeline timeline : Timeline.read(file)) {
                    if (timeline.isOf(trial)) {
                        return Optional.of(timeline);
                    }
                }
            }
            return Optional.empty();
        } catch (final IOException e) {
            throw Json.unreadable(run.resolve(Timeline.DIRECTORY), e);
        }
    }
}
