package io.quorate.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of elections and failovers: distribution, phases, one trial's course, order. */
final class TrialFigures {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final List<Measure> PHASES = List.of(
            Measure.DETECT_NS, Measure.STAND_NS, Measure.VOTE_NS, Measure.ANNOUNCE_NS,
            Measure.ESTABLISH_NS, Measure.CLIENT_NS);

    private final List<Cell> cells = new ArrayList<>();
    private final List<Measure> parts = new ArrayList<>(PHASES);   // and what follows, if known

    /** All measured trials of one benchmark with one set of parameters in one run. */
    private record Cell(String label, RecordedRun run, List<Trial> trials, Measure measure) {
        double ms(final int rank) {
            return trials.get(rank).measures().get(measure) / NANOS_PER_MILLI;
        }

        Trial at(final double q) {
            return trials.get(q == 1 ? trials.size() - 1 : Quantiles.rank(q, trials.size()));
        }

        boolean speaksOf(final double q) {
            return trials.size() >= Quantile.needed(q);
        }
    }

    TrialFigures(final List<RecordedRun> runs) {
        for (final RecordedRun run : runs) {
            final Map<String, List<Trial>> groups = new LinkedHashMap<>();
            run.trials().stream().filter(Trial::isMeasured).forEach(trial -> groups
                    .computeIfAbsent(trial.benchmark() + trial.params(), k -> new ArrayList<>())
                    .add(trial));
            groups.values().forEach(group -> addCell(run, runs.size() > 1, group));
        }
        if (cells.stream().flatMap(cell -> cell.trials().stream())
                .anyMatch(trial -> trial.measures().containsKey(Measure.DRAIN_NS))) {
            parts.add(Measure.DRAIN_NS);
        }
    }

    private void addCell(final RecordedRun run, final boolean many, final List<Trial> group) {
        final Trial first = group.get(0);
        final Measure measure = first.measures().containsKey(Measure.FAILOVER_NS)
                ? Measure.FAILOVER_NS : Measure.ELECTION_NS;
        group.removeIf(trial -> !trial.measures().containsKey(measure));
        if (group.isEmpty()) {
            return;
        }
        final String label = (many ? run.info().name() + " " : "") + measure.title() + " "
                + ReportText.varying(run, first.benchmark(), first.params());
        group.sort(Comparator.comparingLong(trial -> trial.measures().get(measure)));
        cells.add(new Cell(label.strip(), run, group, measure));
    }

    List<Figure> all() {
        return cells.isEmpty() ? List.of() : List.of(distribution(), phases(), course(), order());
    }

    private String command() {
        return ReportText.commands(cells.stream().map(Cell::run).distinct().toList());
    }

    private Figure distribution() {
        final List<Object> curves = new ArrayList<>();
        for (final Cell cell : cells) {
            final Map<String, Object> curve = new LinkedHashMap<>();
            curve.put("name", cell.label());
            final List<double[]> points = new ArrayList<>();
            for (int i = 0; i < cell.trials().size(); i++) {
                points.add(new double[] {cell.ms(i),
                    cell.trials().get(i).measures().getOrDefault(Measure.ROUNDS, 1L)});
            }
            curve.put("points", points);
            final Map<String, String> params = cell.trials().get(0).params();
            curve.put("model", model(params));
            curve.put("published", Published.of(params.get("electionTimeoutMinMs"),
                    params.get("electionTimeoutMaxMs")).map(Published::points).orElse(List.of()));
            curves.add(curve);
        }
        return new Figure("distribution", "distribution", "Failover and election: distribution",
                "One point for each trial, larger where more than one round of votes was needed."
                        + " Dashed: the thesis' model of an election on a perfect machine with "
                        + ElectionModel.LOOPBACK_MS + " ms between members. Grey: the Raft"
                        + " paper's figure 16, five servers, broadcast time 15 ms, where it has"
                        + " these timeouts.",
                command(), Map.of("curves", curves));
    }

    /** Quantiles of the model, closer in the tail; empty where no known timeout decides. */
    private static List<double[]> model(final Map<String, String> params) {
        final Optional<ElectionModel> model = ElectionModel.of(params);
        if (model.isEmpty()) {
            return List.of();
        }
        final double[] sample = model.get().sample();
        final List<double[]> quantiles = new ArrayList<>();
        for (double left = 1; left > 0.0005; left = Math.max(left - 0.01, left * 0.8)) {
            quantiles.add(new double[] {ReportText.round(1 - left), ReportText.round(
                    sample[Quantiles.rank(1 - left, sample.length)])});
        }
        return quantiles;
    }

    private Figure phases() {
        final List<Object> bars = new ArrayList<>();
        for (final Cell cell : cells) {
            for (final double q : new double[] {0.5, 0.9, 0.99}) {
                if (cell.speaksOf(q)) {
                    bars.add(bar(cell.label() + " " + Quantile.label(q), cell.at(q)));
                }
            }
        }
        return new Figure("phases", "phases", "Where the time goes",
                "Each bar is one trial: the one at that quantile. Its phases add up to its time"
                        + " exactly, which sums of the phases' own quantiles would not. Drain,"
                        + " where it is known, follows: until latency is as usual again.",
                command(), Map.of("phases", parts.stream().map(Measure::title).toList(),
                        "bars", bars));
    }

    private Map<String, Object> bar(final String name, final Trial trial) {
        final Map<String, Object> bar = new LinkedHashMap<>();
        bar.put("name", name);
        bar.put("values", parts.stream().map(phase -> ReportText.round(
                trial.measures().getOrDefault(phase, 0L) / NANOS_PER_MILLI)).toList());
        bar.put("fork", trial.fork());
        bar.put("trial", trial.trial());
        return bar;
    }

    private Figure course() {
        final List<Object> lanes = lanes();
        return lanes.isEmpty() ? moments() : new Figure("course", "lanes",
                "The unavailability of one trial",
                "A lane for each member, coloured by what it is; marks are what happened to it,"
                        + " dashed lines the ends of the phases. Below, each request of the"
                        + " client: when it was due, and how long it waited.",
                command(), Map.of("trials", lanes));
    }

    /** Of those trials whose time line was kept. */
    private List<Object> lanes() {
        final List<Object> lanes = new ArrayList<>();
        for (final Cell cell : cells) {
            addLanes(cell, "median", cell.at(0.5), lanes);
            if (cell.speaksOf(0.99)) {
                addLanes(cell, "p99", cell.at(0.99), lanes);
            }
            addLanes(cell, "worst", cell.at(1), lanes);
        }
        return lanes;
    }

    private void addLanes(final Cell cell, final String which, final Trial trial,
            final List<Object> lanes) {
        Timelines.of(cell.run().path(), trial).ifPresent(timeline -> {
            final Map<String, Object> one = course(cell, which, trial);
            one.putAll(Lanes.of(timeline,
                    (trial.measures().get(cell.measure())
                            + trial.measures().getOrDefault(Measure.DRAIN_NS, 0L))
                            / NANOS_PER_MILLI));
            lanes.add(one);
        });
    }

    private Figure moments() {
        final List<Object> trials = new ArrayList<>();
        for (final Cell cell : cells) {
            trials.add(course(cell, "median", cell.at(0.5)));
            if (cell.speaksOf(0.99)) {
                trials.add(course(cell, "p99", cell.at(0.99)));
            }
            trials.add(course(cell, "worst", cell.at(1)));
        }
        return new Figure("course", "course", "The course of one trial",
                "Moments since the fault: when the winner last heard the old leader where that was"
                        + " recorded, suspicion, candidacy, majority, the new leader heard, its"
                        + " first entry committed, a client answered, latency as usual again.",
                command(), Map.of("trials", trials));
    }

    private Map<String, Object> course(
            final Cell cell, final String which, final Trial trial) {
        final Map<String, Object> course = bar(cell.label() + " " + which, trial);
        course.put("rounds", trial.measures().getOrDefault(Measure.ROUNDS, 1L));
        course.put("phases", parts.stream().map(Measure::title).toList());
        final Long heard = trial.measures().get(Measure.LAST_HEARD_NS);
        course.put("last_heard", heard == null ? null : heard / NANOS_PER_MILLI);
        return course;
    }

    private Figure order() {
        final List<Object> lines = new ArrayList<>();
        for (final Cell cell : cells) {
            final List<Trial> inOrder = new ArrayList<>(cell.trials());
            inOrder.sort(Comparator.comparingInt(Trial::fork).thenComparingInt(Trial::trial));
            final Map<Integer, List<double[]>> forks = new LinkedHashMap<>();
            inOrder.forEach(trial -> forks.computeIfAbsent(trial.fork(), f -> new ArrayList<>())
                    .add(new double[] {trial.trial(), ReportText.round(
                            trial.measures().get(cell.measure()) / NANOS_PER_MILLI)}));
            forks.forEach((fork, points) -> lines.add(Map.of(
                    "name", cell.label() + " fork " + fork, "points", points)));
        }
        return new Figure("order", "lines", "Trial after trial",
                "Each line is one JVM. A slope is a warm-up that is not over, a step a change of"
                        + " the machine; both make a distribution of all trials a mixture.",
                command(), Map.of("lines", lines, "x", "trial", "y", "ms"));
    }
}
