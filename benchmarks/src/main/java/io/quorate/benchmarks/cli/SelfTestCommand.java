package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.virtual.SelfTest;
import io.quorate.results.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate selftest}: whether the instruments measure what they say. */
@Command(name = "selftest",
        header = "Tests the instruments: equal things, a planted delay, a planted stall.",
        synopsisHeading = "%nUsage: ",
        description = """

        Equal things must not be called different; a delay planted in the handling of votes must be
        found, and attributed to the vote; a stall must show in the open loop's p99, and be missed
        by the closed loop's, as such loops do. The exit code is 1 if any of it is not so.
        """)
final class SelfTestCommand extends Verb {
    @Option(names = "--comparisons", paramLabel = "N", defaultValue = "20",
            description = "How often equal things are compared, ${DEFAULT-VALUE} unless told.")
    private int comparisons;

    @Override
    public Integer call() throws IOException {
        final Path scratch = Files.createTempDirectory("quorate-selftest");
        try {
            final SelfTest test = new SelfTest(scratch);
            final List<SelfTest.Outcome> outcomes = List.of(test.equalThings(comparisons),
                    test.plantedDelay(), test.plantedStall());
            final TextTable table = new TextTable().left("control").left("found").left("");
            outcomes.forEach(outcome -> table.row(outcome.what(), outcome.found(),
                    outcome.passes() ? "as it must be" : "WRONG"));
            out().println(table);
            out().flush();
            return outcomes.stream().allMatch(SelfTest.Outcome::passes) ? ExitCode.OK
                    : ExitCode.FAILED;
        } finally {
            try (Stream<Path> tree = Files.walk(scratch)) {
                for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
