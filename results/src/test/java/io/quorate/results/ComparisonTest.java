package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path results;
    private Runs runs;

    @BeforeEach
    void prepare() {
        runs = new Runs(results);
    }

    private static Comparison compare(final Path a, final Path b) {
        return Comparison.of(a, b, Comparison.Options.DEFAULT);
    }

    private static ComparisonRow row(
            final Comparison comparison, final String metric, final double q) {
        return comparison.rows().stream()
                .filter(row -> row.metric().name().equals(metric) && row.q() == q)
                .findFirst().orElseThrow();
    }

    private Path commitRun(final String name, final int forks, final double centre) {
        final RunFolder run = runs.start(name);
        runs.throughput(run, Map.of("nodes", "3"), forks, centre);
        run.finish();
        return run.path();
    }

    @Test
    void aFasterFailoverIsFoundWithItsRatio() {
        final Comparison comparison = compare(
                runs.failoverRun("slow", 50, 170), runs.failoverRun("fast", 10, 40));
        final ComparisonRow row = row(comparison, "failover", 0.5);
        assertEquals(Verdict.DIFFERENT, row.verdict());
        assertTrue(row.isBetter());
        assertEquals(40.0 / 170, row.ratio().estimate(), 0.01);
        assertTrue(row.ratio().contains(40.0 / 170));
        assertEquals(6, row.a().forks());
        assertEquals(150, row.a().n());
        assertEquals("50", comparison.onlyOfA().get("heartbeatMs"));
        assertEquals("10", comparison.onlyOfB().get("heartbeatMs"));
        assertEquals("3", comparison.common().get("nodes"));
    }

    @Test
    void aRunIsNeverDifferentFromItself() {
        final Path run = runs.failoverRun("same", 10, 40);
        for (final ComparisonRow row : compare(run, run).rows()) {
            assertEquals(1, row.ratio().estimate());
            assertNotEquals(Verdict.DIFFERENT, row.verdict());
        }
    }

    @Test
    void twoRunsOfTheSameAreNeverCalledDifferentInTwentyTries() {
        for (int i = 0; i < 20; i++) {
            runs.seed(100 + i);
            final Comparison comparison = compare(
                    runs.failoverRun("a", 10, 40), runs.failoverRun("b", 10, 40));
            assertEquals(0, comparison.count(Verdict.DIFFERENT));
        }
    }

    @Test
    void latenciesAreComparedByTheirTail() {
        final ComparisonRow row = row(compare(latencyRun("a", 20_000), latencyRun("b", 30_000)),
                "latency", 0.999);
        assertEquals(Verdict.DIFFERENT, row.verdict());
        assertEquals(1.5, row.ratio().estimate(), 0.01);
        assertEquals(4, row.a().forks());
        assertEquals("commit", row.benchmark());
    }

    private Path latencyRun(final String name, final long tailNs) {
        final RunFolder run = runs.start(name);
        for (int fork = 0; fork < 4; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 100 + fork)) {
                for (int i = 0; i < 3; i++) {
                    final Histogram interval = new Histogram(3);
                    interval.recordValueWithCount(10_000 + 10L * fork, 5000);
                    interval.recordValueWithCount(tailNs + 10L * i, 100);
                    part.record("commit_nodes=3_window=64", "", interval);
                }
            }
        }
        run.finish();
        return run.path();
    }

    @Test
    void moreThroughputIsBetter() {
        final ComparisonRow row = row(
                compare(commitRun("a", 6, 100_000), commitRun("b", 6, 130_000)), "throughput", 0.5);
        assertEquals(Verdict.DIFFERENT, row.verdict());
        assertTrue(row.isBetter());
        assertEquals("median", row.statistic());
    }

    @Test
    void aDifferenceTooSmallToCareForIsEquivalence() {
        final ComparisonRow row = row(
                compare(commitRun("a", 6, 100_000), commitRun("b", 6, 102_000)), "throughput", 0.5);
        assertEquals(Verdict.EQUIVALENT, row.verdict());
        final Comparison strict = Comparison.of(
                commitRun("a", 6, 100_000), commitRun("b", 6, 102_000),
                Comparison.Options.DEFAULT.withEffect(0.005));
        assertEquals(Verdict.DIFFERENT, row(strict, "throughput", 0.5).verdict());
    }

    @Test
    void oneForkIsNeverEnough() {
        final ComparisonRow row = row(
                compare(commitRun("a", 1, 100_000), commitRun("b", 1, 300_000)), "throughput", 0.5);
        assertEquals(Verdict.INCONCLUSIVE, row.verdict());
        assertEquals(3, row.moreForks());
    }

    @Test
    void aTailThatTheSampleDoesNotSupportIsSaidToBeMissing() {
        final Comparison comparison = compare(
                runs.failoverRun("a", 10, 40), runs.failoverRun("b", 10, 40));
        assertTrue(comparison.rows().stream().noneMatch(row -> row.q() == 0.99));
        assertTrue(comparison.notes().stream().anyMatch(
                note -> note.contains("A p99: n=150 too few (needs 299)")),
                comparison.notes().toString());
    }

    @Test
    void whatOnlyOneRunHasIsSaid() {
        final RunFolder a = runs.start("a");
        runs.failovers(a, Runs.params(10), 4, 10, 40);
        runs.throughput(a, Map.of("nodes", "3"), 4, 100_000);
        a.finish();
        final Comparison comparison = compare(a.path(), runs.failoverRun("b", 10, 40));
        assertTrue(comparison.notes().stream().anyMatch(
                note -> note.startsWith("only in A: CommitThroughput.commit throughput")),
                comparison.notes().toString());
    }

    @Test
    void runsOfDifferentBenchmarksAreRefused() {
        assertRefused(runs.failoverRun("a", 10, 40), commitRun("b", 4, 100_000),
                "nothing can be compared: A has FailoverTime.failover and B has"
                        + " CommitThroughput.commit");
    }

    @Test
    void unequalDurabilityIsRefusedUnlessAllowed() {
        final Path a = commitRun("a", 4, 100_000);
        runs.setting("durability", "fsync");
        final Path b = commitRun("b", 4, 100_000);
        assertRefused(a, b, "CommitThroughput.commit has durability 'page-cache' in A and 'fsync'");
        final Comparison allowed =
                Comparison.of(a, b, Comparison.Options.DEFAULT.allowingDifferent());
        assertTrue(allowed.notes().get(0).startsWith("not alike: CommitThroughput.commit has"));
        assertEquals("fsync", allowed.onlyOfB().get("durability"));
    }

    @Test
    void unequalStorageIsRefused() {
        final Path a = commitRun("a", 4, 100_000);
        runs.fact("log_directory", "file_system", "tmpfs");
        assertRefused(a, commitRun("b", 4, 100_000), "storage class 'ext4' in A and 'tmpfs' in B");
    }

    @Test
    void logsInMemoryDoNotCareForTheFileSystem() {
        runs.setting("durability", "memory");
        final Path a = commitRun("a", 4, 100_000);
        runs.fact("log_directory", "file_system", "tmpfs");
        assertEquals(1, compare(a, commitRun("b", 4, 100_000)).rows().size());
    }

    @Test
    void aForeignHostIsRefused() {
        final Path a = commitRun("a", 4, 100_000);
        runs.fact("host", "name", "elsewhere").fact("host", "boot_id", "boot-2");
        assertRefused(a, commitRun("b", 4, 100_000), "A ran on host vm2.example and B on host"
                + " elsewhere");
        runs.fact("cpu", "model", "Xeon");
        assertRefused(a, commitRun("b", 4, 100_000), "A had cpu model 'EPYC' and B 'Xeon'");
    }

    @Test
    void aContainerWithANewNameOnTheSameBootIsTheSameHost() {
        final Path a = commitRun("a", 4, 100_000);
        runs.fact("host", "name", "c0ffee");
        assertEquals(1, compare(a, commitRun("b", 4, 100_000)).rows().size());
    }

    @Test
    void aMedianOfNothingHasNoRatioAndNoVerdict() {
        final RunFolder run = runs.start("zero");
        runs.failovers(run, Runs.params(10), 4, 10, 0);
        run.finish();
        final ComparisonRow row = row(compare(run.path(), run.path()), "failover", 0.5);
        assertEquals(Verdict.INCONCLUSIVE, row.verdict());
        assertEquals(0, row.moreForks());
    }

    @Test
    void anEffectThatIsNoneIsRefused() {
        for (final double effect : List.of(0.0, 1.0, -0.05, Double.NaN)) {
            assertThrows(ResultsException.class,
                    () -> Comparison.Options.DEFAULT.withEffect(effect));
        }
    }

    private static void assertRefused(final Path a, final Path b, final String why) {
        final String sentence =
                assertThrows(ResultsException.class, () -> compare(a, b)).getMessage();
        assertTrue(sentence.contains(why), sentence);
    }
}
