package io.quorate.benchmarks.cli;

import io.quorate.results.Comparison;
import io.quorate.results.ComparisonTable;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate compare}: two recorded runs, with a verdict on each figure. */
@Command(name = "compare",
        header = "Sets two recorded runs side by side, with a verdict on each figure.",
        synopsisHeading = "%nUsage: ",
        description = """

        Prints medians, their ratio with its interval, and whether the runs are different,
        equivalent, or too small to tell.
        """,
        footer = """

        The interval is a bootstrap over forks, then trials. Runs of unequal durability, or on
        unequal machines, are refused: no log in memory is a faster log on disk.

        Example:
          quorate compare results/runs/A results/runs/latest""")
final class CompareCommand extends Verb {
    @Option(names = "--effect", paramLabel = "PERCENT", defaultValue = "5",
            description = "The smallest difference of interest, 5 percent unless told.")
    private double effectPercent;

    @Option(names = "--allow-different",
            description = "Compares even across durability and machines, and says so.")
    private boolean isDifferentAllowed;

    @Parameters(index = "0", paramLabel = "A", description = "A run's folder.")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private Path b;

    @Override
    public Integer call() {
        Comparison.Options options =
                Comparison.Options.DEFAULT.withEffect(effectPercent / 100);
        if (isDifferentAllowed) {
            options = options.allowingDifferent();
        }
        out().print(ComparisonTable.render(Comparison.of(a, b, options)));
        out().flush();
        return ExitCode.OK;
    }
}
