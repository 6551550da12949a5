package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What disturbed one iteration: a row of {@code noise.csv}.
 *
 * @param benchmark   JMH's full name.
 * @param params      JMH's parameters.
 * @param fork        which JVM of these, from 0; set when the parts of a run are merged.
 * @param iteration   which iteration of that JVM, from 0, those of the warm-up included.
 * @param flags       {@link Trial#WARMUP}, and those of a {@link Disturbance}.
 * @param log         the histogram log that the iteration went into, without its suffix; empty if
 *                    there is none.
 * @param disturbance what was measured.
 */
public record IterationNoise(String benchmark, SortedMap<String, String> params, int fork,
        int iteration, SortedSet<String> flags, String log, Disturbance disturbance) {
    static final String FILE = "noise.csv";

    private static final List<String> HOST = List.of("steal_percent", "cpu_pressure_percent",
            "io_pressure_percent", "memory_pressure_percent");
    private static final String HEADER = "benchmark,params,fork,iteration,flags,log,duration_ns,"
            + String.join(",", HOST) + ",involuntary_switches,gc_ns,jit_ns,hiccup_ns";

    /** An iteration of this JVM. */
    public static IterationNoise of(final String benchmark, final Map<String, String> params,
            final int iteration, final boolean isWarmup, final String log,
            final Disturbance disturbance) {
        final SortedSet<String> flags = new TreeSet<>(disturbance.flags());
        if (isWarmup) {
            flags.add(Trial.WARMUP);
        }
        return new IterationNoise(benchmark, new TreeMap<>(params), 0, iteration, flags, log,
                disturbance);
    }

    IterationNoise ofFork(final int number) {
        return new IterationNoise(benchmark, params, number, iteration, flags, log, disturbance);
    }

    boolean isMeasured() {
        return !flags.contains(Trial.WARMUP);
    }

    boolean isDisturbed() {
        return Disturbance.isIn(flags);
    }

    static void append(final Path file, final IterationNoise row) {
        final String head = Files.exists(file) ? "" : HEADER + "\n";
        WholeFile.append(file, head + row.line() + "\n");
    }

    private String line() {
        final List<String> cells = new ArrayList<>(List.of(benchmark, TrialFormat.joined(params),
                "" + fork, "" + iteration, String.join(" ", flags), log,
                "" + disturbance.durationNs()));
        for (final String name : HOST) {
            final Double percent = disturbance.host().get(name);
            cells.add(percent == null ? "" : String.format(Locale.ROOT, "%.2f", percent));
        }
        cells.addAll(List.of("" + disturbance.switches(), "" + disturbance.gcNs(),
                "" + disturbance.jitNs(), "" + disturbance.hiccupNs()));
        return Csv.join(cells);
    }

    /** Every whole row of a file; none if there is no file. */
    static List<IterationNoise> read(final Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            final String text = Files.readString(file);
            final List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            final List<IterationNoise> rows = new ArrayList<>();
            for (final String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                rows.add(parse(file, Csv.split(line)));
            }
            return rows;
        } catch (final IOException e) {
            throw Json.unreadable(file, e);
        }
    }

    private static IterationNoise parse(final Path file, final List<String> cells) {
        try {
            final Map<String, Double> host = new TreeMap<>();
            final int first = 7;
            for (int i = 0; i < HOST.size(); i++) {
                if (!cells.get(first + i).isEmpty()) {
                    host.put(HOST.get(i), Double.valueOf(cells.get(first + i)));
                }
            }
            final int rest = first + HOST.size();
            return new IterationNoise(cells.get(0), TrialFormat.params(cells.get(1)),
                    Integer.parseInt(cells.get(2)), Integer.parseInt(cells.get(3)),
                    new TreeSet<>(TrialFormat.words(cells.get(4))), cells.get(5),
                    new Disturbance(Long.parseLong(cells.get(6)), host,
                            Long.parseLong(cells.get(rest)), Long.parseLong(cells.get(rest + 1)),
                            Long.parseLong(cells.get(rest + 2)),
                            Long.parseLong(cells.get(rest + 3))));
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ResultsException(file + " is no file of noise: " + e.getMessage() + "; "
                    + Json.REMEDY, e);
        }
    }
}
