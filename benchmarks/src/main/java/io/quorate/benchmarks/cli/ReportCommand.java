package io.quorate.benchmarks.cli;

import io.quorate.results.Report;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate report}: recorded runs as one page that opens anywhere. */
@Command(name = "report",
        header = "Writes recorded runs as one page of HTML that needs nothing else.",
        synopsisHeading = "%nUsage: ",
        description = """

        Headlines, verdicts, distributions, phases, percentile curves, window sweep, and what the
        figures cannot say; each figure with its data and the command that made it. Several runs
        share the figures, and are compared with the first.
        """,
        footer = """

        Examples:
          quorate report
          quorate report results/runs/A results/runs/B --out ab.html
          quorate report --pictures pictures --figure distribution,phases""")
final class ReportCommand extends Verb {
    @Option(names = "--out", paramLabel = "FILE",
            description = "Where to write; report.html in the first run's folder unless told.")
    private Path file;

    @Option(names = "--pictures", paramLabel = "DIRECTORY",
            description = "Also takes a PNG of each figure with the chromium on the PATH.")
    private Path pictures;

    @Option(names = "--figure", paramLabel = "ID", split = ",",
            description = "Which figures to take a picture of, by the names of the pictures; all.")
    private List<String> wanted = List.of();

    @Parameters(arity = "0..*", paramLabel = "RUN",
            description = "Folders of runs; the latest unless told.")
    private List<Path> runs = List.of();

    @Override
    public Integer call() {
        final Path latest =
                Path.of(System.getProperty("quorate.home", ""), "results", "runs", "latest");
        final Report report = Report.of(runs.isEmpty() ? List.of(latest) : runs);
        final Path place = file == null ? report.place() : file;
        report.write(place);
        out().println(report.figures() + " figures in " + place);
        if (pictures != null) {
            Pictures.take(place, chosen(report.ids()), pictures)
                    .forEach(picture -> out().println("picture " + picture));
        }
        out().flush();
        return ExitCode.OK;
    }

    private List<String> chosen(final List<String> ids) {
        if (!ids.containsAll(wanted)) {
            throw new BadInputException("no figure of this report is named "
                    + String.join(" or ", wanted.stream().filter(id -> !ids.contains(id)).toList())
                    + "; there are " + String.join(", ", ids));
        }
        return wanted.isEmpty() ? ids : wanted;
    }
}
