package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTableTest {
    @TempDir
    private Path results;

    @Test
    void aComparisonIsPrintedAsInTheGoldenFile() throws IOException {
        final Runs runs = new Runs(results);
        final Path a = run(runs, "raft-default", 50, 170, 412_000);
        final Path b = run(runs, "raft-fast", 10, 40, 405_000);
        final String table = ComparisonTable.render(
                Comparison.of(a, b, Comparison.Options.DEFAULT));
        // how noisy this host is just now is true and of no use here
        assertEquals(golden(), table.replaceAll("(?m)^(.*Z) +[-0-9.]+  (h)", "$1  *  $2"));
        assertTrue(table.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
    }

    @Test
    void theSameIsToldInMarkdownAndAsValues() {
        final Runs runs = new Runs(results);
        final Comparison comparison = Comparison.of(run(runs, "raft-default", 50, 170, 412_000),
                run(runs, "raft-fast", 10, 40, 405_000), Comparison.Options.DEFAULT);

        assertTrue(ComparisonTable.markdown(comparison).contains(
                "| benchmark | parameters | metric | unit | A | B | B/A | 95 % interval |"));
        final String csv = ComparisonCsv.render(comparison);
        assertEquals(1 + comparison.rows().size(), csv.lines().count());
        assertTrue(csv.lines().skip(1).findFirst().orElseThrow()
                .startsWith("FailoverTime.failover,,failover,p50,ns,1.70"), csv);
    }

    private static Path run(
            final Runs runs,
            final String name,
            final int heartbeatMs,
            final double failoverMs,
            final double commits) {
        final RunFolder run = runs.start(name);
        runs.failovers(run, Runs.params(heartbeatMs), 8, 40, failoverMs);
        runs.throughput(run, Map.of("window", "1"), 5, commits / 20);
        runs.throughput(run, Map.of("window", "64"), 5, commits);
        run.finish();
        return run.path();
    }

    private static String golden() throws IOException {
        try (var in = ComparisonTableTest.class.getResourceAsStream("/comparison.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
