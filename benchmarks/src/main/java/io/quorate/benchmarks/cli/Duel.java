package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.results.InterruptedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Runs configurations against each other, interleaved: a fork of one, a fork of the next, and back
 * again, each recorded in a folder of its own. JMH by itself would run all forks of one before the
 * first of the next, and a machine's drift between them would look like an effect.
 */
final class Duel {
    private static final double TRIAL_SECONDS = 0.5;    // of bringing a member back, and the like
    private static final int COMMIT_TIMEOUT_MS = 1000;
    private static final int ROUNDS_MIN = 2;

    /**
     * How much to run.
     *
     * @param forks  JVMs of each side
     * @param trials failovers in each fork
     * @param seed   decides the order
     * @param budget after which no further round begins, once there were two
     */
    record Plan(int forks, int trials, long seed, Duration budget) {
    }

    private final List<Preset> sides;
    private final List<List<Stage>> stages;
    private final Plan plan;
    private final List<String> commandLine;
    private final int[] ended;                           // stages of each side, in an earlier life

    Duel(final List<Preset> sides, final Plan plan, final List<String> commandLine) {
        this.sides = sides;
        this.plan = plan;
        this.commandLine = commandLine;
        ended = new int[sides.size()];
        stages = sides.stream().map(this::stages).toList();
    }

    private List<Stage> stages(final Preset side) {
        final Map<String, List<String>> commit = new TreeMap<>(side.params());
        commit.putIfAbsent("window", List.of("64"));
        // a leader that a neighbour's burst deposes measures no throughput
        commit.put("electionTimeoutMinMs", List.of("" + atLeast(side, "electionTimeoutMinMs", 1)));
        commit.put("electionTimeoutMaxMs", List.of("" + atLeast(side, "electionTimeoutMaxMs", 2)));
        return List.of(
                new Stage("failover with " + side.name(), "FailoverTimeBenchmark",
                        known(side.params(), "FailoverTimeBenchmark"), 1, 0, plan.trials(),
                        TRIAL_SECONDS + detectionSeconds(side)),
                new Stage("commits with " + side.name(), "CommitThroughputBenchmark",
                        known(commit, "CommitThroughputBenchmark"), 1, 2, 3, 1));
    }

    private static int atLeast(final Preset side, final String key, final int times) {
        return Math.max(times * COMMIT_TIMEOUT_MS,
                Integer.parseInt(side.single().getOrDefault(key, "0")));
    }

    private static double detectionSeconds(final Preset side) {
        try {
            return RigConfig.of(side.single()).detectionNsMax() / 1e9;
        } catch (final IllegalArgumentException wrong) {
            throw new BadInputException(side.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The parameters that the benchmark has; a request rate, say, is nothing to a closed loop. */
    private static Map<String, List<String>> known(final Map<String, List<String>> params,
            final String benchmark) {
        final Map<String, List<String>> known = new TreeMap<>(params);
        known.keySet().retainAll(Catalogue.matching(List.of(benchmark), List.of()).stream()
                .flatMap(found -> Catalogue.defaults(found).keySet().stream()).toList());
        return known;
    }

    /** Refuses what can't be run, before anything is started. */
    void check() {
        for (final List<Stage> of : stages) {
            for (final Stage stage : of) {
                Catalogue.check(Catalogue.matching(List.of(stage.benchmark()), List.of()),
                        stage.options(), List.of());
            }
        }
    }

    /** How long it should take, in seconds, if the budget does not end it. */
    int seconds() {
        return plan.forks() * stages.stream().flatMap(List::stream)
                .mapToInt(Stage::allSeconds).sum();
    }

    /** Runs it; returns the folder of each side, in their order. */
    List<Path> run(final Progress progress) {
        final List<Session> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < sides.size(); i++) {
                sessions.add(new Session(sides.get(i).name(), commandLine, params(i)));
            }
            return run(sessions, progress);
        } finally {
            Session.closeAll(sessions);
        }
    }

    /** The interrupted runs that the same words began, one of each side; else bad input. */
    List<InterruptedRun> interrupted() {
        final List<InterruptedRun> runs = sides.stream()
                .map(side -> InterruptedRun.newest(Recording.results(), side.name(), commandLine))
                .flatMap(Optional::stream).toList();
        if (runs.size() < sides.size()) {
            throw new BadInputException("no \"quorate " + String.join(" ", commandLine)
                    + "\" was interrupted at this commit; run it without --resume");
        }
        for (int i = 0; i < ended.length; i++) {
            ended[i] = runs.get(i).forks();
        }
        return runs;
    }

    /** Goes on where those runs were interrupted; the forks that ended are not run again. */
    List<Path> resume(final List<InterruptedRun> runs, final Progress progress) {
        final List<Session> sessions = new ArrayList<>();
        try {
            runs.forEach(run -> sessions.add(new Session(run.resume())));
            return run(sessions, progress);
        } finally {
            Session.closeAll(sessions);
        }
    }

    private List<Path> run(final List<Session> sessions, final Progress progress) {
        rounds(sessions, progress);
        sessions.forEach(Session::seal);
        sessions.forEach(Session::finish);
        return sessions.stream().map(Session::path).toList();
    }

    private List<SortedMap<String, List<String>>> params(final int side) {
        return stages.get(side).stream().flatMap(stage -> Catalogue.params(
                Catalogue.matching(List.of(stage.benchmark()), List.of()), stage.options())
                .stream()).toList();
    }

    private void rounds(final List<Session> sessions, final Progress progress) {
        final AbbaOrder order = new AbbaOrder(sides.size(), plan.seed());
        final long startNs = System.nanoTime();
        for (int round = 0; round < plan.forks(); round++) {
            final long usedNs = System.nanoTime() - startNs;
            final long nextNs = round == 0 ? 0 : usedNs / round;
            if (round >= ROUNDS_MIN && usedNs + nextNs > plan.budget().toNanos()) {
                break;
            }
            for (final int side : order.next()) {
                fork(side, sessions.get(side), round, progress);
            }
        }
        progress.end();
    }

    private void fork(final int side, final Session session, final int round,
            final Progress progress) {
        final List<Stage> fork = stages.get(side);
        for (int i = Math.max(0, ended[side] - round * fork.size()); i < fork.size(); i++) {
            final Stage stage = fork.get(i);
            progress.begin(stage.title(), stage.allIterations(), stage.allSeconds(), Math.max(0,
                    seconds() / plan.forks() * (plan.forks() - round) - stage.allSeconds()));
            session.run(stage.options(), progress);
            session.check();        // what failed is last, so that --resume does it again
        }
    }

    /** Stages still to run, for the line of progress. */
    int allStages() {
        return plan.forks() * stages.stream().mapToInt(List::size).sum()
                - IntStream.of(ended).sum();
    }
}
