package io.quorate.benchmarks.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quorate.benchmarks.doctor.Checkup;
import io.quorate.results.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate doctor}: what this host is good for. */
@Command(name = "doctor",
        header = "Examines this host, and names the smallest sane heartbeat and timeouts.",
        synopsisHeading = "%nUsage: ",
        description = """

        Measures for some ten seconds how well threads keep time, alone and beside twice as many
        busy ones as there are processors, and how long a sync takes; looks at cores, governor,
        steal, pressure, /dev/shm, socket buffers and the JVM, and says what to do. Timeouts below
        ten hiccups under load depose leaders who merely waited for a processor.
        """)
final class DoctorCommand extends Verb {
    @Option(names = "--dir", paramLabel = "DIR", defaultValue = ".",
            description = "The directory whose disk is examined; this one unless told.")
    private Path directory;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "10",
            description = "How long it takes, 1 to 600; 10 unless told.")
    private int seconds;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean isJson;

    @Override
    public Integer call() throws IOException {
        if (seconds < 1 || seconds > 600) {
            throw new BadInputException("--seconds must be 1 to 600, not " + seconds);
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new BadInputException("--dir " + directory + " is no directory to write in");
        }
        final Checkup checkup = Checkup.of(directory, TimeUnit.SECONDS.toNanos(seconds), line -> {
            if (!isJson) {
                out().println(line);
                out().flush();
            }
        });
        if (isJson) {
            out().println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(checkup));
        } else {
            tell(checkup);
        }
        out().flush();
        return ExitCode.OK;
    }

    private void tell(final Checkup checkup) {
        final TextTable table = new TextTable().left("what").right("here").left("advice");
        checkup.findings().forEach(finding ->
                table.row(finding.what(), finding.value(), finding.advice()));
        out().println();
        out().println(table);
        out().println("The smallest sane settings here: " + checkup.prescription());
    }
}
