package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.detect.Contender;
import io.quorate.benchmarks.detect.TradeOff;
import io.quorate.benchmarks.detect.TradeOffTables;
import io.quorate.benchmarks.detect.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate detectors}: how soon each detector is right, and how often wrong. */
@Command(name = "detectors",
        header = "Compares failure detectors: detection time against false suspicions.",
        synopsisHeading = "%nUsage: ",
        description = """

        In virtual time, so that days take seconds: each detector watches the same leader in the
        same weather of delay, jitter, loss and pauses, while it lives and when it dies.
        """,
        footer = """

        Examples:
          quorate detectors                                    24 hours and 300 deaths a cell
          quorate detectors --hours 240 --markdown FILE.md     ten days, as a page""")
final class DetectorsCommand extends Verb {
    @Option(names = "--hours", paramLabel = "H", defaultValue = "24",
            description = "Virtual hours for which each living leader is watched, 24 unless told.")
    private int hours;

    @Option(names = "--deaths", paramLabel = "N", defaultValue = "300",
            description = "How many leaders die for each detector and weather, 300 unless told.")
    private int deaths;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42",
            description = "Decides all chance, 42 unless told.")
    private long seed;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the page there too.")
    private Path markdown;

    @Override
    public Integer call() throws IOException {
        if (hours < 1 || deaths < 1) {
            throw new BadInputException("--hours and --deaths must be 1 or more");
        }
        final TradeOffTables tables = new TradeOffTables();
        for (final Contender contender : Contender.ALL) {
            out().println("watching: " + contender.label());
            out().flush();
            for (final Weather weather : Weather.values()) {
                tables.add(TradeOff.measure(contender, weather, hours, deaths, seed));
            }
        }
        out().println();
        out().println(tables.detection());
        out().println(tables.falseSuspicions());
        if (markdown != null) {
            Files.writeString(markdown, tables.page("./quorate detectors --hours " + hours
                    + " --deaths " + deaths + " --seed " + seed));
            out().println("written: " + markdown);
        }
        out().flush();
        return ExitCode.OK;
    }
}
