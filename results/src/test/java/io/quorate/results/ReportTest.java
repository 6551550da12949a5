package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path results;

    private Path run(final String name, final int heartbeatMs, final double centreMs) {
        final Runs runs = new Runs(results).seed(heartbeatMs);
        final RunFolder run = runs.start(name);
        final Map<String, String> params = Map.of("heartbeatMs", "" + heartbeatMs, "nodes", "3",
                "durability", "page-cache", "electionTimeoutMinMs", "150",
                "electionTimeoutMaxMs", "300");
        runs.failovers(run, params, 6, 60, centreMs);
        runs.throughput(run, Map.of("window", "1"), 3, 20_000);
        runs.throughput(run, Map.of("window", "64"), 3, 400_000);
        try (RunPart part = RunPart.in(run.path(), 99, 99)) {
            final Histogram latency = new Histogram(3);
            for (int i = 1; i < 10_000; i++) {
                latency.recordValue(10_000L + i * i / 100);
            }
            part.record("commit_durability=page-cache_window=64", "", latency);
        }
        run.finish();
        return run.path();
    }

    private Path report() {
        final Report report = Report.of(List.of(run("raft-default", 50, 170), run("fast", 10, 40)));
        assertEquals(7, report.figures());
        report.write(report.place());
        return report.place();
    }

    @Test
    void aReportIsOneFileThatAsksForNothingElse() throws IOException {
        final String html = Files.readString(report());
        assertFalse(html.contains("<link"), "a stylesheet from elsewhere");
        assertFalse(html.contains("<script src"), "a script from elsewhere");
        assertTrue(html.contains("fast against raft-default"));
        assertTrue(html.contains("different: B faster"));
        assertTrue(html.contains("./quorate run Failover"));
    }

    @Test
    void aReportAddsNothingToWhatIsSealed() {
        final Path run = report().getParent();
        assertEquals("raft-default", RecordedRun.open(run).info().name());
    }

    /** In a real browser; where there is none, and nobody promised one, there is nothing to see. */
    @Test
    void aBrowserDrawsEveryFigureAndHasNothingToComplainOf() throws Exception {
        final Path browser = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(bin -> Stream.of("chromium", "google-chrome").map(Path.of(bin)::resolve))
                .filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(browser != null || System.getenv("CI") != null, "no chromium on the PATH");
        for (final String theme : List.of("light", "dark")) {
            final String dom = open(browser, report().toUri() + "#" + theme);
            assertTrue(dom.contains("data-ready=\"7\"") && dom.contains("<svg"), theme);
        }
    }

    private String open(final Path browser, final String address) throws Exception {
        final File dom = results.resolve("dom.html").toFile();
        final File complaints = results.resolve("complaints.txt").toFile();
        final Process process = new ProcessBuilder(browser.toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
                "--user-data-dir=" + results.resolve("profile"), "--dump-dom", address)
                .redirectOutput(dom).redirectError(complaints).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser does not end");
        final List<String> ofPage = Files.readAllLines(complaints.toPath()).stream()
                .filter(line -> line.contains("CONSOLE")).toList();
        assertEquals(List.of(), ofPage);
        return Files.readString(dom.toPath());
    }
}
