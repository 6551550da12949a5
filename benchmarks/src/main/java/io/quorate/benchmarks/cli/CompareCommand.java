package io.quorate.benchmarks.cli;

import io.quorate.results.Comparison;
import io.quorate.results.ComparisonCsv;
import io.quorate.results.ComparisonTable;
import io.quorate.results.InterruptedRun;
import io.quorate.results.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate compare}: configurations or recorded runs, with a verdict on each figure. */
@Command(name = "compare",
        header = "Sets configurations or recorded runs side by side, with a verdict each.",
        synopsisHeading = "%nUsage: ",
        description = """

        Configurations are run first, interleaved: single forks in seeded ABBA order. Each is a
        preset, a file of TOML, or a list such as heartbeatMs=10,nodes=5. Folders of recorded runs
        are only read. Everything is compared with the first.

        Prints medians and tails, their ratio with its interval, and whether the two are
        different, equivalent, or too few to tell, with the further forks that would.
        """,
        footer = """

        The interval is a bootstrap over forks, then trials. Runs of unequal durability, or on
        unequal machines, are refused: no log in memory is a faster log on disk.

        Examples:
          quorate compare raft-default raft-fast
          quorate compare heartbeatMs=10 heartbeatMs=25 --ab-forks 4 --md
          quorate compare raft-default raft-fast --resume
          quorate compare results/runs/A results/runs/latest --fail-on slower""")
final class CompareCommand extends Verb {
    private static final String RESUME = "--resume";

    /** What makes the exit code 1. */
    enum FailOn {
        /** B is worse in at least one row. */
        slower,
        /** At least one row is different. */
        different,
        /** At least one row is not settled. */
        inconclusive
    }

    @Option(names = "--effect", paramLabel = "PERCENT", defaultValue = "5",
            description = "The smallest difference of interest, 5 percent unless told.")
    private double effectPercent;

    @Option(names = "--allow-different",
            description = "Compares even across durability and machines, and says so.")
    private boolean isDifferentAllowed;

    @Option(names = "--ab-forks", paramLabel = "N", defaultValue = "8",
            description = "Forks of each configuration, ${DEFAULT-VALUE} unless told.")
    private int forks;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "40",
            description = "Failovers in each fork, ${DEFAULT-VALUE} unless told.")
    private int trials;

    @Option(names = "--budget", paramLabel = "TIME", defaultValue = "14m",
            description = "No round of forks begins that would end later, but for the first two.")
    private String budget;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42",
            description = "Decides the order of the forks.")
    private long seed;

    @Option(names = RESUME,
            description = "Goes on with the newest comparison of the same words that was"
            + " interrupted; forks that ended are not run again.")
    private boolean isResumed;

    @Option(names = "--md", description = "Prints Markdown.")
    private boolean isMarkdown;

    @Option(names = "--csv", description = "Prints comma-separated values, times in ns.")
    private boolean isCsv;

    @Option(names = "--fail-on", paramLabel = "WHAT",
            description = "Exits with 1 if any row is so: ${COMPLETION-CANDIDATES}.")
    private FailOn failOn;

    @Parameters(arity = "2..*", paramLabel = "A B",
            description = "Presets, files, lists of key=value, or folders of runs.")
    private List<String> sides;

    @Override
    public Integer call() {
        final long folders = sides.stream().filter(CompareCommand::isRun).count();
        if (isResumed && folders != 0) {
            throw new BadInputException("runs that are there are only read: nothing to resume");
        }
        if (folders != 0 && folders != sides.size()) {
            throw new BadInputException("compare either runs or configurations: "
                    + String.join(" ", sides) + " are some of both");
        }
        final List<Path> runs =
                folders == 0 ? run() : sides.stream().map(Path::of).toList();
        boolean fails = false;
        for (final Path other : runs.subList(1, runs.size())) {
            final Comparison comparison = Comparison.of(runs.get(0), other, options());
            out().print(isCsv ? ComparisonCsv.render(comparison)
                    : isMarkdown ? ComparisonTable.markdown(comparison)
                    : ComparisonTable.render(comparison));
            fails |= fails(comparison);
        }
        out().flush();
        return fails ? ExitCode.FAILED : ExitCode.OK;
    }

    private static boolean isRun(final String word) {
        final Path path = Path.of(word);
        return Files.isDirectory(path)
                || Files.isRegularFile(path) && !word.endsWith(".toml");
    }

    private List<Path> run() {
        if (forks < 2 || trials < 1) {
            throw new BadInputException("--ab-forks must be 2 or more and --trials 1 or more: one"
                    + " JVM says nothing of the next");
        }
        final Duel duel = new Duel(named(), new Duel.Plan(forks, trials, seed,
                Spans.parse(budget)), typed());
        duel.check();
        final List<InterruptedRun> interrupted = isResumed ? duel.interrupted() : List.of();
        final Progress progress =
                new Progress(System.out, QuickCommand.isTerminal(), duel.allStages());
        out().println("Interleaved, " + forks + " forks each, about " + duel.seconds()
                + " s, at most about " + budget + ".");
        out().flush();
        final List<Path> runs =
                isResumed ? duel.resume(interrupted, progress) : duel.run(progress);
        if (!isCsv) {
            runs.forEach(run -> out().println("recorded in " + run));
        }
        return runs;
    }

    /** The words that began the comparison, or that would have begun it. */
    private List<String> typed() {
        final List<String> typed = new ArrayList<>(List.of("compare"));
        typed.addAll(spec.commandLine().getParseResult().originalArgs());
        typed.remove(RESUME);
        return typed;
    }

    /** Folders need names of their own, so two sides of one name are told apart. */
    private List<Preset> named() {
        final List<Preset> named = new ArrayList<>();
        for (final String side : sides) {
            final Preset preset = Preset.of(side);
            preset.single();
            final long before = named.stream()
                    .filter(other -> other.params().equals(preset.params())).count();
            named.add(before == 0 ? preset
                    : new Preset(preset.name() + "." + (before + 1), preset.params()));
        }
        return named;
    }

    private Comparison.Options options() {
        final Comparison.Options options =
                Comparison.Options.DEFAULT.withEffect(effectPercent / 100);
        return isDifferentAllowed ? options.allowingDifferent() : options;
    }

    private boolean fails(final Comparison comparison) {
        return failOn != null && switch (failOn) {
            case slower -> comparison.slower() > 0;
            case different -> comparison.count(Verdict.DIFFERENT) > 0;
            case inconclusive -> comparison.count(Verdict.INCONCLUSIVE) > 0;
        };
    }
}
