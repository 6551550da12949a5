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
import org.junit.jupiter.params.provider.CsvSource;

class TrialsTest {
    private static final Trial FIRST = Trial.of(
            "io.quorate.benchmarks.FailoverTimeBenchmark.failover",
            Map.of("nodes", "3", "detector", "any(a,b)"), 0, -42)
            .with(Measure.FAILOVER_NS, 171_400_000).with(Measure.LAST_HEARD_NS, -3_000_000);
    private static final Trial SECOND = Trial.of("Election.elect", Map.of(), 1, 43)
            .flagged("gc").flagged(Trial.WARMUP).with(Measure.ROUNDS, 2);

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("trials.csv");
    }

    @Test
    void whatIsWrittenIsRead() {
        write(FIRST, SECOND);
        assertEquals(List.of(FIRST, SECOND), Trials.read(file));
    }

    @Test
    void theFileIsPlainCsvWithUnitsInItsHeader() throws IOException {
        write(FIRST);
        assertEquals(List.of(
                "benchmark,params,fork,trial,seed,flags,election_ns,failover_ns,change_ns,"
                        + "commit_gap_ns,detect_ns,stream_end_ns,stand_ns,vote_ns,"
                        + "announce_ns,establish_ns,client_ns,drain_ns,last_heard_ns,"
                        + "fault_phase_ns,rounds,"
                        + "votes_refused,pre_votes_failed",
                "io.quorate.benchmarks.FailoverTimeBenchmark.failover,"
                        + "\"detector=any(a,b);nodes=3\",0,0,-42,,,171400000,,,,,,,,,,,"
                        + "-3000000,,,,"),
                Files.readAllLines(file));
    }

    @Test
    void aSecondWriterGoesOnWhereTheFirstEnded() {
        write(FIRST);
        write(SECOND);
        assertEquals(List.of(FIRST, SECOND), Trials.read(file));
    }

    @Test
    void aFileThatIsStillWrittenIsReadUpToItsLastWholeLine() throws IOException {
        write(FIRST, SECOND);
        final String whole = Files.readString(file);
        final int headerEnd = whole.indexOf('\n') + 1;
        final int firstEnd = whole.indexOf('\n', headerEnd) + 1;
        for (int length = 0; length <= whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            final int expected = length == whole.length() ? 2 : length >= firstEnd ? 1 : 0;
            assertEquals(expected, Trials.readWhileWritten(file).size(), "at " + length);
        }
    }

    @Test
    void aFinishedFileThatIsCutOffIsNamed() throws IOException {
        write(FIRST);
        Files.writeString(file, Files.readString(file).stripTrailing());
        assertSentence("is cut off in its last line");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "benchmark,params|line 1: its first line has no column 'fork'",
        "H/a.b,,0,0,1|line 2: it has 5 cells where the first line has 23",
        "H/a.b,,x,0,1,,,,,,,,,,,,,,,,,,|line 2: its fork is 'x', not a whole number",
        "H/a.b,,0,0,1,,12.5,,,,,,,,,,,,,,,,|line 2: its election_ns is '12.5', not a whole number",
        "H/a.b,nodes,0,0,1,,,,,,,,,,,,,,,,,,|line 2: its params hold 'nodes', not name=value"})
    void aLineThatIsNoTrialIsNamed(final String text, final String why) throws IOException {
        Files.writeString(file, text.replace("H/", TrialFormat.header() + "\n") + "\n");
        assertSentence(why);
    }

    @Test
    void columnsOfAnotherVersionAreLeftOut() throws IOException {
        Files.writeString(file, """
                seed,benchmark,params,fork,trial,flags,later_ns,failover_ns
                7,a.b,nodes=3,2,5,,99,12
                """);
        assertEquals(
                List.of(Trial.of("a.b", Map.of("nodes", "3"), 5, 7).ofFork(2)
                        .with(Measure.FAILOVER_NS, 12)),
                Trials.read(file));
    }

    @Test
    void aParameterThatCannotBeRecordedIsRefused() {
        final Trial odd = Trial.of("a.b", Map.of("x", "1;2"), 0, 0);
        try (Trials.Writer writer = Trials.append(file)) {
            assertThrows(IllegalArgumentException.class, () -> writer.write(odd));
        }
    }

    @Test
    void aFlagIsOneWord() {
        assertThrows(IllegalArgumentException.class, () -> FIRST.flagged("two words"));
    }

    private void write(final Trial... trials) {
        try (Trials.Writer writer = Trials.append(file)) {
            for (final Trial trial : trials) {
                writer.write(trial);
            }
        }
    }

    private void assertSentence(final String why) {
        final String sentence =
                assertThrows(ResultsException.class, () -> Trials.read(file)).getMessage();
        assertTrue(sentence.contains(file.toString()) && sentence.contains(why), sentence);
    }
}
