package io.quorate.benchmarks.virtual;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.OpenLoop;
import io.quorate.benchmarks.load.StallingPipe;
import io.quorate.results.Comparison;
import io.quorate.results.ComparisonRow;
import io.quorate.results.Environment;
import io.quorate.results.Measure;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPlan;
import io.quorate.results.Trial;
import io.quorate.results.Trials;
import io.quorate.results.Verdict;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Tests the instruments like code: equal things must not be told apart, a defect that was planted
 * must be found and attributed, and a stall must be seen. Where real time would be noise, time is
 * virtual.
 */
public final class SelfTest {
    /** What was planted in the handling of votes, in milliseconds. */
    public static final double PLANTED_MS = 5;
    /** How long the planted stall is, in milliseconds. */
    public static final int STALL_MS = 200;

    private static final int FORKS = 8;
    private static final int TRIALS = 40;
    private static final int RATE = 10_000;
    private static final int COMMANDS = 10_000;
    private static final VirtualSettings CALM =
            VirtualSettings.of(3, 50, 100, VirtualSettings.Wire.of(0.05));

    private final Path results;

    /**
     * What a control came to.
     *
     * @param what   the control
     * @param found  what was found
     * @param passes whether that is as it must be
     */
    public record Outcome(String what, String found, boolean passes) {
    }

    /** Controls whose runs are recorded in that directory. */
    public SelfTest(final Path results) {
        this.results = results;
    }

    /** So many comparisons of two equal things: none may be called different. */
    public Outcome equalThings(final int comparisons) {
        long different = 0;
        long rows = 0;
        for (int i = 0; i < comparisons; i++) {
            final Comparison comparison = compare(CALM, CALM, 2L * i);
            different += comparison.count(Verdict.DIFFERENT) > 0 ? 1 : 0;
            rows += comparison.rows().size();
        }
        return new Outcome("A/A: equal things, " + comparisons + " times", different
                + " called different (" + rows + " rows)", different == 0 && rows > 0);
    }

    /** A vote's answer is held back: the vote phase is different, and no other changes as much. */
    public Outcome plantedDelay() {
        final Comparison comparison = compare(CALM, new VirtualSettings(CALM.nodes(), 0,
                CALM.heartbeatNs(), CALM.timeoutNsMin(), CALM.timeoutNsMax(),
                CALM.wire().holdingVotes(PLANTED_MS), false, CALM.seed()), 1000);
        final List<ComparisonRow> phases = comparison.rows().stream()
                .filter(row -> row.metric().quantiles().size() == 1).toList();
        final ComparisonRow most = phases.stream().max(Comparator.comparingDouble(row -> Math.abs(
                row.b().figure().estimate() - row.a().figure().estimate()))).orElseThrow();
        final double foundMs =
                (most.b().figure().estimate() - most.a().figure().estimate()) / 1e6;
        return new Outcome("planted: " + PLANTED_MS + " ms in the handling of votes",
                String.format("%.2f ms in phase %s, %s", foundMs, most.metric().name(),
                        most.verdict()),
                most.metric().name().equals(Measure.VOTE_NS.title())
                        && most.verdict() == Verdict.DIFFERENT
                        && Math.abs(foundMs - PLANTED_MS) < 0.1 * PLANTED_MS);
    }

    /** A stall shows in the open loop's p99; the closed loop's must miss it, or it is not one. */
    public Outcome plantedStall() {
        final long stallNs = STALL_MS * 1_000_000L;
        final OpenLoop open = new OpenLoop(
                new StallingPipe(COMMANDS / 2, stallNs), RATE, COMMANDS, 32);
        open.beginInterval();
        open.complete(COMMANDS);
        final ClosedLoop closed = new ClosedLoop(new StallingPipe(COMMANDS / 2, stallNs), 1, 32);
        closed.beginInterval();
        closed.complete(COMMANDS);
        final double openMs = open.latencyNs().getValueAtPercentile(99) / 1e6;
        final double closedMs = closed.latencyNs().getValueAtPercentile(99) / 1e6;
        return new Outcome("planted: a stall of " + STALL_MS + " ms", String.format(
                "p99 %.1f ms in the open loop, %.4f ms in the closed one", openMs, closedMs),
                openMs > STALL_MS / 4.0 && closedMs < STALL_MS / 4.0);
    }

    private Comparison compare(final VirtualSettings a, final VirtualSettings b, final long seed) {
        return Comparison.of(run("a", a, seed), run("b", b, seed + 1), Comparison.Options.DEFAULT);
    }

    private Path run(final String name, final VirtualSettings settings, final long seed) {
        final RunFolder folder = RunFolder.create(results,
                new RunPlan(name, List.of("selftest"), Map.of(), seed, List.of()),
                new Environment(Map.of()));
        try (Trials.Writer writer = Trials.append(folder.path().resolve("trials.csv"))) {
            for (int fork = 0; fork < FORKS; fork++) {
                final VirtualElections elections =
                        new VirtualElections(settings.seed(seed * FORKS + fork + 1));
                for (int i = 0; i < TRIALS; i++) {
                    writer.write(trial(elections.next(), i, seed).ofFork(fork));
                }
            }
        }
        folder.finish();
        return folder.path();
    }

    private static Trial trial(final VirtualTrial of, final int number, final long seed) {
        return Trial.of("virtual.Election.elect", Map.of(), number, seed)
                .with(Measure.ELECTION_NS, of.electionNs()).with(Measure.DETECT_NS, of.detectNs())
                .with(Measure.STAND_NS, of.standNs()).with(Measure.VOTE_NS, of.voteNs())
                .with(Measure.ANNOUNCE_NS, of.announceNs())
                .with(Measure.ESTABLISH_NS, of.establishNs()).with(Measure.ROUNDS, of.rounds());
    }
}
