package io.quorate.benchmarks.cli;

import io.quorate.results.Publication;
import io.quorate.results.RecordedRun;
import io.quorate.results.Report;
import io.quorate.results.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate publish}: a run of this machine becomes what the README says. */
@Command(name = "publish",
        header = "Copies finished runs to results/recorded/ and writes the README's tables.",
        synopsisHeading = "%nUsage: ",
        description = """

        The README's figures stand between two marks, and are made from the recorded runs by this
        command, never typed. Without a run the tables are made again from what is recorded.
        """,
        footer = """

        Example:
          quorate publish results/runs/20261122T221530Z_quick_3f2c1ab_vm2""")
final class PublishCommand extends Verb {
    private static final String BEGIN = "<!-- figures of results/recorded, by quorate publish -->";
    private static final String END = "<!-- end of figures -->";

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Folders of finished runs.")
    private List<Path> runs = List.of();

    @Override
    public Integer call() throws IOException {
        final Path home = Path.of(System.getProperty("quorate.home", ""));
        final Path recorded =
                Files.createDirectories(home.resolve("results").resolve("recorded"));
        for (final Path run : runs) {
            final RecordedRun finished = RecordedRun.open(run);
            final Path to = recorded.resolve(finished.path().getFileName());
            if (Files.exists(to)) {
                throw new BadInputException(to + " is there already; nothing recorded is written"
                        + " over");
            }
            Publication.copy(finished, to, home);
            final Report report = Report.of(List.of(to));
            report.write(report.place());
            out().println("recorded " + to);
        }
        final Path readme = home.resolve("README.md");
        WholeFile.replace(readme, withFigures(Files.readString(readme), figures(recorded)));
        out().println("figures in " + readme);
        out().flush();
        return ExitCode.OK;
    }

    private static String figures(final Path recorded) throws IOException {
        final List<String> parts = new ArrayList<>();
        try (Stream<Path> runs = Files.list(recorded)) {
            for (final Path run : runs.filter(Files::isDirectory).sorted().toList()) {
                parts.add(new Summary(run).markdown());
            }
        }
        return String.join("\n", parts);
    }

    /** The text with other figures between the marks. */
    static String withFigures(final String text, final String figures) {
        final int begin = text.indexOf(BEGIN);
        final int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new BadInputException("README.md has no line '" + BEGIN + "' with a line '" + END
                    + "' after it, between which the figures belong");
        }
        return text.substring(0, begin) + BEGIN + "\n\n" + figures + "\n" + text.substring(end);
    }
}
