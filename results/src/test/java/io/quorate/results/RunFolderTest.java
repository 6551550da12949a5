package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path results;
    private Runs runs;

    @BeforeEach
    void prepare() {
        runs = new Runs(results);
    }

    @Test
    void theNameSaysWhenWhatFromWhichCommitAndWhere() {
        assertEquals(
                results.resolve("runs/20261122T221530Z_quick_3f2c1ab_vm2"),
                runs.start("quick").path());
    }

    @Test
    void nothingIsEverOverwritten() {
        final Path first = runs.start("quick").path();
        final Path second = runs.start("quick").path();
        assertEquals(first.getFileName() + "-2", second.getFileName().toString());
    }

    @Test
    void aNameThatIsNoNameIsRefused() {
        final String sentence =
                assertThrows(ResultsException.class, () -> runs.start("../x")).getMessage();
        assertTrue(sentence.contains("'../x'"), sentence);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(results.resolve("runs"), "a file, no directory");
        final String sentence =
                assertThrows(ResultsException.class, () -> runs.start("quick")).getMessage();
        assertTrue(sentence.contains(results.toString()), sentence);
    }

    @Test
    void aRunIsMarkedIncompleteUntilItIsFinished() {
        final RunFolder run = runs.start("quick");
        assertTrue(Files.exists(run.path().resolve("INCOMPLETE")));
        run.finish();
        assertFalse(Files.exists(run.path().resolve("INCOMPLETE")));
    }

    @Test
    void latestNamesTheRunThatFinishedLast() throws IOException {
        final RunFolder first = runs.start("first");
        first.finish();
        runs.start("never-finished");
        final Path latest = results.resolve("runs/latest");
        assertEquals(first.path().getFileName() + "\n", Files.readString(latest));
        assertEquals(first.path(), RecordedRun.open(latest).path());
    }

    @Test
    void whatWasPlannedIsWhatIsRecorded() {
        final RunFolder run = runs.start("quick");
        run.finish();
        final RunInfo info = RunInfo.read(run.path());
        assertEquals("quick", info.name());
        assertEquals(List.of("run", "Failover"), info.commandLine());
        assertEquals(Map.of("durability", "page-cache"), info.settings());
        assertEquals(42, info.seed());
        assertEquals("3f2c1ab", info.git().label());
        assertEquals("vm2.example", info.host());
        assertEquals(List.of("-Xmx1g"), info.jvmFlags());
        assertEquals("2026-11-22T22:15:30Z", info.startedUtc());
        assertNotNull(info.finishedUtc());
    }

    @Test
    void filesOfJmhAreNumbered() throws IOException {
        final RunFolder run = runs.start("quick");
        assertEquals("00.json", run.nextJmhFile().getFileName().toString());
        Files.writeString(run.nextJmhFile(), "[]");
        assertEquals("01.json", run.nextJmhFile().getFileName().toString());
    }

    @Test
    void forksAreNumberedByBenchmarkAndParametersInTheOrderOfTheirStart() throws IOException {
        final RunFolder run = runs.start("quick");
        record(run, 30, "a.B.c", "10");
        record(run, 10, "a.B.c", "10");
        record(run, 20, "a.B.c", "50");
        run.finish();

        final List<Trial> trials = Trials.read(run.path().resolve("trials.csv"));
        assertEquals(List.of("10/0/10", "50/0/20", "10/1/30"), trials.stream()
                .map(t -> t.params().get("heartbeatMs") + "/" + t.fork() + "/" + t.seed())
                .toList());
        assertFalse(Files.exists(run.path().resolve("parts")));
    }

    private static void record(
            final RunFolder run,
            final long started,
            final String benchmark,
            final String heartbeat) {
        try (RunPart part = RunPart.in(run.path(), started, 1)) {
            part.record(Trial.of(benchmark, Map.of("heartbeatMs", heartbeat), 0, started)
                    .with(Measure.FAILOVER_NS, 1));
        }
    }

    @Test
    void aForkThatWasKilledLosesOnlyItsUnfinishedLine() throws IOException {
        final RunFolder run = runs.start("quick");
        record(run, 10, "a.B.c", "10");
        final Path part = run.path().resolve("parts/0000000000010-1/trials.csv");
        Files.writeString(part, "a.B.c,heartbeatMs=10,0,", StandardOpenOption.APPEND);
        record(run, 20, "a.B.c", "10");
        run.finish();
        assertEquals(2, Trials.read(run.path().resolve("trials.csv")).size());
    }

    @Test
    void histogramsOfTheForksEndInOneLogWithItsPercentiles() throws IOException {
        final RunFolder run = runs.start("quick");
        for (int fork = 0; fork < 2; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 1)) {
                final Histogram interval = new Histogram(3);
                interval.recordValue(1000);
                part.record("commit_window=64", "", interval);
            }
        }
        run.finish();
        final Path hist = run.path().resolve("hist");
        assertEquals(
                List.of("fork0", "fork1"),
                List.copyOf(Histograms.read(hist.resolve("commit_window=64.hlog")).keySet()));
        assertTrue(Files.exists(hist.resolve("commit_window=64.hgrm")));
    }

    @Test
    void anotherJvmFindsItsRunByAProperty() throws IOException {
        final RunFolder run = runs.start("quick");
        assertEquals(
                List.of("-Dquorate.run=" + run.path().toAbsolutePath()), run.jvmArgs());
        System.setProperty(RunFolder.PROPERTY, run.path().toString());
        try (RunPart part = RunPart.ofThisJvm()) {
            assertTrue(part.isRecording());
            part.record(Trial.of("a.B.c", Map.of(), 0, 1));
        } finally {
            System.clearProperty(RunFolder.PROPERTY);
        }
        try (Stream<Path> parts = Files.list(run.path().resolve("parts"))) {
            assertTrue(parts.allMatch(
                    part -> part.toString().endsWith("-" + ProcessHandle.current().pid())));
        }
    }

    @Test
    void outsideOfARunNothingIsRecorded() {
        try (RunPart part = RunPart.ofThisJvm()) {
            assertFalse(part.isRecording());
            part.record(Trial.of("a.B.c", Map.of(), 0, 1));
            part.record("commit", "", new Histogram(3));
        }
    }

    @Test
    void aHistogramWithoutAProperNameIsRefused() {
        try (RunPart part = RunPart.ofThisJvm()) {
            assertThrows(IllegalArgumentException.class,
                    () -> part.record("../x", "", new Histogram(3)));
        }
    }

    @Test
    void aRunThatCannotBeFinishedStaysIncompleteWithItsParts() throws IOException {
        final RunFolder run = runs.start("quick");
        record(run, 10, "a.B.c", "10");
        Files.createDirectories(run.path().resolve("SHA256SUMS/in-the-way"));
        final String sentence =
                assertThrows(ResultsException.class, run::finish).getMessage();
        assertTrue(sentence.contains("stays INCOMPLETE"), sentence);
        assertTrue(Files.exists(run.path().resolve("INCOMPLETE")));
    }
}
