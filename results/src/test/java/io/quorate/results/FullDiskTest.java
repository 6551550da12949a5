package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The disk is full when results are written: one sentence says so, what was there stays, and the
 * run can be gone on with. The kernel's own full device takes the bytes.
 */
@EnabledIf("hasFullDevice")
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path results;
    private Runs runs;

    static boolean hasFullDevice() {
        return Files.isWritable(FULL);
    }

    @BeforeEach
    void prepare() {
        runs = new Runs(results);
    }

    /** What is written there next meets a full disk, until the link is taken away. */
    private static Path fill(final Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.createSymbolicLink(file, FULL);
    }

    private static void assertSaysSo(final Path file, final Executable writing) {
        final String sentence = assertThrows(ResultsException.class, writing).getMessage();
        assertTrue(sentence.contains("cannot write " + file), sentence);
        assertTrue(sentence.contains("no space left on its disk; make room there"), sentence);
        assertFalse(sentence.contains("\n"), sentence);
    }

    private RunFolder measured() {
        final RunFolder run = runs.start("compare");
        runs.failovers(run, Runs.params(10), 2, 3, 70);
        runs.throughput(run, Runs.params(10), 1, 1e6);
        runs.throughput(run, Runs.params(10), 1, 1e6);
        return run;
    }

    private RunFolder resumed(final RunFolder run) {
        return InterruptedRun.newest(results, "compare", List.of("run", "Failover"),
                RunInfo.read(run.path()).git()).orElseThrow().resume();
    }

    private static void fork(final RunFolder run, final int number) {
        try (RunPart part = RunPart.in(run.path(), number, 100)) {
            part.record(Trial.of("a.B.c", Map.of(), number, 1).with(Measure.FAILOVER_NS, 1));
        }
    }

    private static Path next(final Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "SHA256SUMS", "../latest"})
    void aRunThatCannotBeFinishedStaysMarkedAndIsFinishedWhenThereIsRoom(final String name)
            throws IOException {
        final RunFolder run = measured();
        final Path file = run.path().resolve(name).normalize();
        fill(next(file));

        assertSaysSo(file, run::finish);
        assertTrue(Files.exists(run.path().resolve("INCOMPLETE")));
        assertThrows(ResultsException.class, () -> RecordedRun.open(run.path()));

        final RunFolder again = resumed(run);
        fork(again, 9);
        again.finish();
        assertEquals(2 * 3 + 1, RecordedRun.open(run.path()).trials().size());
        assertFalse(Files.exists(run.path().resolve("parts")));
    }

    @Test
    void runsThatBelongTogetherAreAllFinishedOrNone() throws IOException {
        final RunFolder one = measured();
        final RunFolder other = measured();
        fill(next(other.path().resolve("SHA256SUMS")));

        one.seal();
        assertThrows(ResultsException.class, other::seal);
        assertTrue(Files.exists(one.path().resolve("INCOMPLETE")));
        assertTrue(Files.exists(other.path().resolve("INCOMPLETE")));
    }

    @Test
    void aForkWhoseFileJmhCouldOnlyBeginIsRunAgain() throws IOException {
        final RunFolder run = measured();
        final Path last = run.path().resolve("jmh/01.json");
        final String text = Files.readString(last);
        Files.writeString(last, text.substring(0, text.length() / 2));

        assertEquals("01.json", resumed(run).nextJmhFile().getFileName().toString());
        assertTrue(Files.exists(run.path().resolve("broken/0000000000001-101")));
    }

    @Test
    void aTrialAndAHistogramSayWhichFileDidNotTakeThem() throws IOException {
        final RunFolder run = runs.start("quick");
        final Path part = run.path().resolve("parts/0000000000005-100");
        fill(part.resolve("trials.csv"));
        fill(part.resolve("hist/commit.hlog"));

        assertSaysSo(part.resolve("trials.csv"), () -> fork(run, 5));
        try (RunPart writer = RunPart.in(run.path(), 5, 100)) {
            assertSaysSo(part.resolve("hist/commit.hlog"),
                    () -> writer.record("commit", "", new Histogram(3)));
        }
    }

    @Test
    void aReportThatDoesNotFitLeavesTheOldOne() throws IOException {
        final Path run = runs.failoverRun("quick", 10, 70);
        final Path page = Files.writeString(run.resolve("report.html"), "the old one");
        fill(next(page));

        assertSaysSo(page, () -> Report.of(List.of(run)).write(page));
        assertEquals("the old one", Files.readString(page));
        assertFalse(Files.exists(next(page)));
    }

    @Test
    void aNewRunWithoutRoomNamesItsFile() throws IOException {
        final Path file = results.resolve("env.txt");
        fill(next(file));
        final Environment environment =
                new Environment(Map.of("cpu", Map.of("logical_count", "2")));
        assertSaysSo(file, () -> environment.write(results));
    }

    @Test
    void aCellOfASweepThatDoesNotFitIsNotKept() throws IOException {
        final Sweep sweep = Sweep.open(results);
        final Path file = results.resolve(Sweep.FILE);
        Files.delete(file);
        fill(file);
        final SweepCell cell =
                new SweepCell("real", 3, 10, 50, 100, 30, 70, 90, 95, 71, Double.NaN, Double.NaN);
        assertSaysSo(file, () -> sweep.add(cell));
        assertFalse(sweep.has(cell.key()));
    }

    @Test
    void aPublicationThatBreaksOffLeavesNothing() throws IOException {
        final Path run = runs.failoverRun("quick", 10, 70);
        final RecordedRun finished = RecordedRun.open(run);
        Files.createSymbolicLink(run.resolve("zz"), results.resolve("nowhere"));
        final Path to = results.resolve("recorded/quick");
        Files.createDirectories(to.getParent());

        assertThrows(ResultsException.class,
                () -> Publication.copy(finished, to, results));
        try (Stream<Path> left = Files.list(to.getParent())) {
            assertEquals(List.of(), left.toList());
        }
    }
}
