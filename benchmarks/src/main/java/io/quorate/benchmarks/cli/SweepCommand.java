package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.virtual.Sample;
import io.quorate.benchmarks.virtual.VirtualElections;
import io.quorate.benchmarks.virtual.VirtualSettings;
import io.quorate.results.Figures;
import io.quorate.results.Quantile;
import io.quorate.results.RecordedRun;
import io.quorate.results.Series;
import io.quorate.results.Sweep;
import io.quorate.results.SweepCell;
import io.quorate.results.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate sweep}: a grid of heartbeats and timeouts, in virtual time or on this machine. */
@Command(name = "sweep",
        header = "Measures a grid of heartbeats and election timeouts, and what speed costs.",
        synopsisHeading = "%nUsage: ",
        description = """

        With --sim each cell is thousands of elections in virtual time, and an hour's watch for
        elections that nobody needed, with the pauses that this machine makes just now. Without
        it, each cell is failovers on this machine, with what virtual time foretells beside it.

        Cells are kept as they come in: the same command goes on where it was interrupted. Cells
        that cannot be run, or that the budget has no time for, are named.
        """,
        footer = """

        Examples:
          quorate sweep heartbeat=5,10,25,50 timeout=50,100,150,300 --sim
          quorate sweep heartbeat=5,10 timeout=50,100 --budget 15m""")
final class SweepCommand extends Verb {
    private static final double DELAY_MS = 0.05;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int HICCUP_SECONDS = 3;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int FORETOLD = 500;

    @Option(names = "--sim", description = "In virtual time.")
    private boolean isSimulated;

    @Option(names = "--budget", paramLabel = "TIME", defaultValue = "15m",
            description = "No cell begins later than that.")
    private String budget;

    @Option(names = "--elections", paramLabel = "N", defaultValue = "2000",
            description = "In virtual time: elections of each cell, ${DEFAULT-VALUE} unless told.")
    private int elections;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "30",
            description = "Otherwise: failovers of each cell, ${DEFAULT-VALUE} unless told.")
    private int trials;

    @Parameters(arity = "1..*", paramLabel = "KEY=V1,V2",
            description = "heartbeat, timeout (the shortest, in ms; the longest is twice that"
            + " unless electionTimeoutMaxMs is given), nodes.")
    private List<String> words;

    private final List<String> dropped = new ArrayList<>();
    private long[] pausesNs = {};

    @Override
    public Integer call() {
        final long endNs = System.nanoTime() + Spans.parse(budget).toNanos();
        final Grid grid = new Grid(words);
        final String mode = isSimulated ? "sim" : "real";
        final Sweep sweep = Sweep.open(Path.of(System.getProperty("quorate.home", ""), "results",
                "runs", "sweeps", mode + "_" + grid.name()));
        if (isSimulated) {
            meetThisMachine();
        }
        for (final Grid.Point point : grid.points()) {
            if (!point.obstacle().isEmpty()) {
                dropped.add(point.key(mode) + " (" + point.obstacle() + ")");
            } else if (!sweep.has(point.key(mode))) {
                if (System.nanoTime() - endNs > 0) {
                    dropped.add(point.key(mode) + " (no time left)");
                } else {
                    sweep.add(isSimulated ? simulated(point) : real(point));
                }
            }
        }
        print(sweep);
        return ExitCode.OK;
    }

    private void meetThisMachine() {
        pausesNs = Hiccups.measure(HICCUP_SECONDS);
        final long longest = Arrays.stream(pausesNs).max().orElse(0);
        out().println("this machine made " + pausesNs.length + " pauses of 1 ms and more in "
                + HICCUP_SECONDS + " s, the longest of " + Figures.of(longest / NANOS_PER_MILLI)
                + " ms; members pause as often and as long");
        out().flush();
    }

    private static VirtualSettings settings(final Grid.Point point) {
        return VirtualSettings.of(point.nodes(), point.timeoutMinMs(), point.timeoutMaxMs(),
                VirtualSettings.Wire.of(DELAY_MS)).heartbeatMs(point.heartbeatMs());
    }

    private SweepCell simulated(final Grid.Point point) {
        final Sample sample = Sample.of(settings(point), elections);
        final int falseOnes = new VirtualElections(settings(point)).falseElections(pausesNs,
                pausesNs.length / (double) HICCUP_SECONDS, SECONDS_PER_HOUR);
        return new SweepCell("sim", point.nodes(), point.heartbeatMs(), point.timeoutMinMs(),
                point.timeoutMaxMs(), sample.n(), sample.median(),
                sample.n() >= Quantile.needed(0.99) ? sample.p99() : Double.NaN, sample.max(),
                sample.median(), falseOnes, 1);
    }

    private SweepCell real(final Grid.Point point) {
        final Stage stage = new Stage("heartbeat " + point.heartbeatMs() + " ms, timeout "
                + point.timeoutMinMs() + " ms", "FailoverTimeBenchmark", point.params(), 1, 0,
                trials, 0.4 + point.timeoutMaxMs() / 1000.0);
        try (Session session = new Session("sweep", List.of("sweep", String.join(" ", words)),
                Catalogue.params(Catalogue.matching(List.of(stage.benchmark()), List.of()),
                        stage.options()))) {
            final Progress progress = new Progress(System.out, QuickCommand.isTerminal(), 1);
            progress.begin(stage.title(), stage.allIterations(), stage.allSeconds(), 0);
            session.run(stage.options(), progress);
            progress.end();
            session.finish();
            return measured(point, RecordedRun.open(session.path()));
        }
    }

    private static SweepCell measured(final Grid.Point point, final RecordedRun run) {
        final Series failover = run.series().stream()
                .filter(series -> series.metric().name().equals("failover")).findFirst()
                .orElseThrow(() -> new IllegalStateException(run.path() + " has no failover"));
        return new SweepCell("real", point.nodes(), point.heartbeatMs(), point.timeoutMinMs(),
                point.timeoutMaxMs(), failover.observations().n(),
                failover.observations().quantile(0.5) / NANOS_PER_MILLI,
                failover.quantile(0.99).value().orElse(Double.NaN) / NANOS_PER_MILLI,
                failover.observations().max() / NANOS_PER_MILLI,
                Sample.of(settings(point), FORETOLD).median(), Double.NaN, Double.NaN);
    }

    private void print(final Sweep sweep) {
        final List<SweepCell> front = sweep.front();
        final TextTable table = new TextTable().left("").right("nodes").right("heartbeat ms")
                .right("timeout ms").right("n").right("p50 ms").right("p99 ms").right("max ms")
                .right("virtual p50").right("false/h").left("");
        for (final SweepCell cell : sweep.cells()) {
            table.row(cell.mode(), cell.nodes(), cell.heartbeatMs(),
                    cell.timeoutMinMs() + ".." + cell.timeoutMaxMs(), cell.n(),
                    Figures.of(cell.p50Ms()), Figures.of(cell.p99Ms()), Figures.of(cell.maxMs()),
                    Figures.of(cell.simP50Ms()), falseOnes(cell),
                    front.contains(cell) ? "Pareto" : cell.disagrees() ? "not as foretold" : "");
        }
        out().println();
        out().println(table);
        out().println(dropped.isEmpty() ? "no cell was dropped" : "dropped: " + dropped.stream()
                .collect(Collectors.joining(", ")));
        out().println("figures in " + sweep.report("./quorate sweep " + String.join(" ",
                spec.commandLine().getParseResult().originalArgs())));
        out().flush();
    }

    private static String falseOnes(final SweepCell cell) {
        return cell.falseElections() > 0 ? Figures.of(cell.falsePerHour())
                : cell.watchedHours() > 0 ? "<" + Figures.of(cell.falsePerHour()) : "-";
    }
}
