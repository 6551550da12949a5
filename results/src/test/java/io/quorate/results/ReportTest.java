package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
}
