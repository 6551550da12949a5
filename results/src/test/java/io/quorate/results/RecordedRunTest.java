package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedRunTest {
    @TempDir
    private Path results;
    private RunFolder run;

    @BeforeEach
    void aRunWithEverything() {
        final Runs runs = new Runs(results);
        run = runs.start("quick");
        runs.failovers(run, Runs.params(10), 2, 5, 40);
        runs.throughput(run, Map.of("nodes", "3"), 1, 100_000);
        runs.throughput(run, Map.of("nodes", "3"), 1, 100_000);
    }

    @Test
    void trialsAndJmhsFilesBothGiveSeries() {
        run.finish();
        final List<Series> series = RecordedRun.open(run.path()).series();
        assertEquals(List.of("failover", "detect", "throughput"),
                series.stream().map(each -> each.metric().name()).toList());
        assertEquals(List.of(2, 2, 2),
                series.stream().map(each -> each.observations().forks()).toList());
        assertEquals(10, series.get(0).observations().n());
    }

    @Test
    void whatIsNotMeasuredIsNotCounted() {
        try (RunPart part = RunPart.in(run.path(), 99, 1)) {
            final Trial trial = Trial.of(Runs.FAILOVER, Runs.params(10), 0, 1)
                    .with(Measure.FAILOVER_NS, 1);
            part.record(trial.flagged(Trial.WARMUP));
            part.record(trial.flagged(Trial.FAILED));
            part.record(trial.flagged("gc"));
        }
        run.finish();
        assertEquals(11, RecordedRun.open(run.path()).series().get(0).observations().n());
    }

    @Test
    void aBenchmarkWithTrialsIsNotReadFromJmhAgain() throws IOException {
        Files.copy(JmhJsonTest.golden(), run.nextJmhFile());
        run.finish();
        final List<Series> failovers = RecordedRun.open(run.path()).series().stream()
                .filter(series -> series.benchmark().equals(Runs.FAILOVER)).toList();
        assertEquals(List.of("failover", "detect"),
                failovers.stream().map(series -> series.metric().name()).toList());
    }

    @Test
    void anUnfinishedRunIsRefused() {
        assertRefused(run.path(), "is INCOMPLETE");
    }

    @Test
    void aFolderThatIsNoRunIsRefused() {
        assertRefused(results, "is no run folder");
        assertRefused(results.resolve("nowhere"), "is no run folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "env.json", "trials.csv", "jmh/01.json"})
    void aFileThatWasEditedIsRefusedByName(final String name) throws IOException {
        run.finish();
        final Path file = run.path().resolve(name);
        Runs.overwrite(file, Files.readString(file).replaceFirst("1", "9"));
        assertRefused(run.path(), file + " is not as the run wrote it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env.json", "trials.csv", "jmh/00.json"})
    void aFileThatWasCutOffIsRefusedByName(final String name) throws IOException {
        run.finish();
        final Path file = run.path().resolve(name);
        final String text = Files.readString(file);
        Runs.overwrite(file, text.substring(0, text.length() / 2));
        assertRefused(run.path(), file + " is not as the run wrote it");
    }

    @Test
    void aFileThatIsGoneIsRefusedByName() throws IOException {
        run.finish();
        Files.delete(run.path().resolve("jmh/01.json"));
        assertRefused(run.path(), run.path().resolve("jmh/01.json") + " is missing");
    }

    @Test
    void aFileThatWasAddedLaterDoesNoHarm() {
        run.finish();
        Runs.overwrite(run.path().resolve("report.html"), "<html>");
        assertEquals("quick", RecordedRun.open(run.path()).info().name());
    }

    @Test
    void aForeignFileAmongJmhsIsRefusedByName() {
        run.finish();
        final Path foreign = run.path().resolve("jmh/02.json");
        Runs.overwrite(foreign, "{\"context\": {}, \"benchmarks\": []}");
        assertRefused(run.path(), foreign + " is not what JMH writes");
    }

    @Test
    void aRunOfALaterVersionIsRefused() {
        run.finish();
        unseal();
        final Path file = run.path().resolve("run.json");
        Runs.overwrite(file, "{\"schema\": 2, \"name\": \"later\"}");
        assertRefused(run.path(), file + " has schema 2 and this version reads 1");
    }

    @Test
    void aForeignRunJsonIsRefused() {
        run.finish();
        unseal();
        final Path file = run.path().resolve("run.json");
        Runs.overwrite(file, "{\"schema\": 1}");
        assertRefused(run.path(), file + " lacks one of name");
        Runs.overwrite(file, "[]");
        assertRefused(run.path(), file + " is not");
    }

    private void unseal() {
        Runs.overwrite(run.path().resolve("SHA256SUMS"), "");
    }

    private static void assertRefused(final Path path, final String why) {
        final String sentence =
                assertThrows(ResultsException.class, () -> RecordedRun.open(path)).getMessage();
        assertTrue(sentence.contains(why), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
    }
}
