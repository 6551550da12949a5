package io.quorate.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which samples of a run nothing disturbed. Those that something did are in every figure; this is
 * for showing what the figures are without them, too.
 */
final class Quiet {
    private final Map<String, Set<Integer>> disturbed = new HashMap<>();
    private final Map<String, Integer> byFlag = new TreeMap<>();
    private int samples;
    private int flagged;
    private final boolean wasWatched;

    /** Of the run in that folder. */
    Quiet(final Path run) {
        wasWatched = Files.exists(run.resolve(IterationNoise.FILE));
        final Path file = run.resolve(RunPart.TRIALS);
        final List<Trial> trials = Files.exists(file) ? Trials.read(file) : List.of();
        final Set<String> withTrials = new HashSet<>();
        for (final Trial trial : trials) {
            withTrials.add(trial.benchmark());
            if (trial.isMeasured()) {
                count(trial.flags(), trial.isDisturbed());
            }
        }
        final Map<String, Integer> places = new HashMap<>();
        for (final IterationNoise row : IterationNoise.read(run.resolve(IterationNoise.FILE))) {
            if (row.isMeasured() && !withTrials.contains(row.benchmark())) {
                place(row, places);
            }
        }
    }

    private void place(final IterationNoise row, final Map<String, Integer> places) {
        final String key = key(row.benchmark(), row.params(), row.fork());
        final int place = places.merge(key, 1, Integer::sum) - 1;
        count(row.flags(), row.isDisturbed());
        if (row.isDisturbed()) {
            disturbed.computeIfAbsent(key, none -> new HashSet<>()).add(place);
            disturbed.computeIfAbsent(logKey(row.log(), row.fork()), none -> new HashSet<>())
                    .add(place);
        }
    }

    private void count(final Set<String> flags, final boolean isDisturbed) {
        samples++;
        if (isDisturbed) {
            flagged++;
            flags.forEach(flag -> byFlag.merge(flag, 1, Integer::sum));
        }
    }

    private static String key(final String benchmark, final Map<String, String> params,
            final int fork) {
        return benchmark + params + fork;
    }

    private static String logKey(final String log, final int fork) {
        return "hist/" + log + " " + fork;
    }

    /** Whether that measured iteration of a fork is to be left out, from 0. */
    boolean isDisturbed(final String benchmark, final Map<String, String> params, final int fork,
            final int iteration) {
        return disturbed.getOrDefault(key(benchmark, params, fork), Set.of()).contains(iteration);
    }

    /** The same of an interval of a log of latencies. */
    boolean isDisturbed(final String log, final int fork, final int interval) {
        return disturbed.getOrDefault(logKey(log, fork), Set.of()).contains(interval);
    }

    /** Samples that were disturbed. */
    int flagged() {
        return flagged;
    }

    /** {@code 3 of 400 samples flagged (hiccup 2, steal 1)}. */
    String sentence() {
        return flagged + " of " + samples + " samples flagged" + (flagged == 0 ? ""
                : " (" + byFlag.entrySet().stream()
                        .map(flag -> flag.getKey() + " " + flag.getValue())
                        .collect(Collectors.joining(", ")) + ")");
    }

    /** Whether anybody looked. */
    boolean wasWatched() {
        return wasWatched;
    }
}
