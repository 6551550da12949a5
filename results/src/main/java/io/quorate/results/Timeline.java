package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened to each member in one trial, and to each request: a file of {@code timelines/}.
 *
 * @param benchmark JMH's full name.
 * @param params    JMH's parameters.
 * @param fork      which JVM of these; set when the parts of a run are merged.
 * @param trial     which trial of that JVM.
 * @param moments   in any order.
 */
public record Timeline(String benchmark, SortedMap<String, String> params, int fork, int trial,
        List<Moment> moments) {
    static final String DIRECTORY = "timelines";
    static final String PART = "timelines.csv";

    private static final String HEADER =
            "benchmark,params,fork,trial,at_ns,member,event,term,leader,latency_ns";

    /**
     * One of them.
     *
     * @param atNs      since the fault; of a request, when it was due.
     * @param member    to whom; 0 is the client.
     * @param event     what: {@code leads}, {@code follows} before the fault; {@code crashes} or
     *                  {@code fault}; {@code suspects}, {@code stands}, {@code elected},
     *                  {@code established}, {@code hears-leader}, {@code waits}; {@code request}.
     * @param term      in which term; 0 where that means nothing.
     * @param leader    who leads, as the member knows it; 0 if it does not.
     * @param latencyNs of a request, from when it was due until it was answered; else 0.
     */
    public record Moment(long atNs, int member, String event, long term, int leader,
            long latencyNs) {
    }

    public Timeline {
        moments = List.copyOf(moments);
    }

    /** Of a trial of this JVM. */
    public static Timeline of(final Trial trial, final List<Moment> moments) {
        return new Timeline(trial.benchmark(), trial.params(), 0, trial.trial(), moments);
    }

    Timeline ofFork(final int number) {
        return new Timeline(benchmark, params, number, trial, moments);
    }

    boolean isOf(final Trial other) {
        return trial == other.trial() && fork == other.fork()
                && benchmark.equals(other.benchmark()) && params.equals(other.params());
    }

    void append(final Path file) {
        final StringBuilder text = new StringBuilder(Files.exists(file) ? "" : HEADER + "\n");
        for (final Moment moment : moments) {
            text.append(Csv.join(List.of(benchmark, TrialFormat.joined(params), "" + fork,
                    "" + trial, "" + moment.atNs, "" + moment.member, moment.event,
                    "" + moment.term, "" + moment.leader, "" + moment.latencyNs))).append('\n');
        }
        WholeFile.append(file, text.toString());
    }

    /** All of a file, as far as its lines are whole; none if there is no file. */
    static List<Timeline> read(final Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            final String text = Files.readString(file);
            final Map<String, List<List<String>>> trials = new LinkedHashMap<>();
            text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).map(Csv::split)
                    .forEach(cells -> trials.computeIfAbsent(String.join(",",
                            cells.subList(0, 4)), none -> new ArrayList<>()).add(cells));
            return trials.values().stream().map(Timeline::parse).toList();
        } catch (final IOException e) {
            throw Json.unreadable(file, e);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ResultsException(file + " is no time line: " + e.getMessage() + "; "
                    + Json.REMEDY, e);
        }
    }

    private static Timeline parse(final List<List<String>> lines) {
        final List<String> first = lines.get(0);
        return new Timeline(first.get(0), new TreeMap<>(TrialFormat.params(first.get(1))),
                Integer.parseInt(first.get(2)), Integer.parseInt(first.get(3)),
                lines.stream().map(cells -> new Moment(Long.parseLong(cells.get(4)),
                        Integer.parseInt(cells.get(5)), cells.get(6),
                        Long.parseLong(cells.get(7)), Integer.parseInt(cells.get(8)),
                        Long.parseLong(cells.get(9)))).toList());
    }
}
