package io.quorate.benchmarks.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.Quorate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckupTest {
    @ParameterizedTest
    @CsvSource({
        // hiccup in us, heartbeat and timeouts in ms
        "0, 1, 10, 20", "100, 1, 10, 20", "1000, 1, 10, 20", "1001, 2, 20, 40",
        "5000, 5, 50, 100", "12345, 13, 130, 260"})
    void theTimeoutIsTenHiccupsAtLeast(final long hiccupUs, final long heartbeatMs,
            final long min, final long max) {
        assertEquals(new Prescription(heartbeatMs, min, max), Prescription.of(hiccupUs * 1000));
    }

    @Test
    void aCheckupLooksAtTimeDiskAndHostAndLeavesNothingBehind(@TempDir final Path directory)
            throws IOException {
        final List<String> told = new ArrayList<>();
        final Checkup checkup = Checkup.of(directory, 200_000_000, told::add);
        assertEquals(3, told.size());
        final List<String> what = checkup.findings().stream().map(Finding::what).toList();
        assertTrue(what.containsAll(List.of("step of the clock, ns", "hiccup, us: p99.9 / max",
                "hiccup under load, us: p99.9 / max",
                "sync of a page, us: p50 / p99", "cores for this JVM", "governor",
                "net.core.rmem_max, MiB", "profilers")), "" + what);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }

    /** Of what an idle host keeps to, a loaded one's leaders would be deposed. */
    @Test
    void whatIsPrescribedIsBorneWhileAllProcessorsAreTaken(@TempDir final Path directory)
            throws IOException {
        final Checkup checkup = Checkup.of(directory, 2_000_000_000L, line -> {});
        final String told = checkup.findings().stream()
                .filter(finding -> finding.what().startsWith("hiccup under load"))
                .findFirst().orElseThrow().value();
        final long hiccupUs = Long.parseLong(told.replaceFirst(" / .*", ""));
        assertTrue(checkup.prescription().timeoutMsMin() * 1000 >= 10 * hiccupUs - 10,
                checkup.prescription() + " for " + told);
    }

    @Test
    void whatIsScarceIsAdvisedOnAndWhatIsUnknownIsNot() {
        final List<Finding> findings = new HostFindings(Map.of(
                "cpu", Map.of("available_to_jvm", "2", "governor", "powersave"),
                "network", Map.of("rmem_max_bytes", "212992", "wmem_max_bytes", "4194304"),
                "log_directory", Map.of("file_system", "tmpfs"))).all();
        assertEquals(List.of("cores for this JVM", "governor", "net.core.rmem_max, MiB",
                "file system of the directory"), findings.stream()
                        .filter(finding -> !finding.advice().isEmpty())
                        .map(Finding::what).toList());
    }

    @Test
    void theVerbPrintsATableOrJson(@TempDir final Path directory) {
        assertTrue(doctor("--dir", directory.toString(), "--seconds", "1")
                .contains("The smallest sane settings here: heartbeat="));
        final String json = doctor("--dir", directory.toString(), "--seconds", "1", "--json");
        assertTrue(json.startsWith("{") && json.contains("\"heartbeatMs\""), json);
    }

    private static String doctor(final String... arguments) {
        final StringWriter text = new StringWriter();
        final PrintWriter out = new PrintWriter(text);
        final String[] all = Stream.concat(Stream.of("doctor"), Stream.of(arguments))
                .toArray(String[]::new);
        assertEquals(0, new Quorate(out, out).run(all), text.toString());
        return text.toString();
    }
}
