package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.results.Timeline.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
    static final long MS = 1_000_000;
    /** A failover in which member 1 crashes and member 2 comes to lead. */
    static final List<Moment> MOMENTS = List.of(
            new Moment(-1, 1, "leads", 0, 0, 0), new Moment(-1, 2, "follows", 0, 0, 0),
            new Moment(-1, 3, "follows", 0, 0, 0), new Moment(-4 * MS, 2, "last-heard", 1, 1, 0),
            new Moment(-14 * MS, 3, "last-heard", 1, 1, 0), new Moment(0, 1, "crashes", 0, 0, 0),
            new Moment(60 * MS, 2, "suspects", 1, 0, 0),
            new Moment(61 * MS, 2, "stands", 2, 0, 0),
            new Moment(62 * MS, 2, "elected", 2, 2, 0),
            new Moment(63 * MS, 3, "hears-leader", 2, 2, 0),
            new Moment(5 * MS, 0, "request", 0, 0, 60 * MS));

    @TempDir
    private Path results;

    /** Two forks of 20 trials, all of them with a time line; the 3rd of the first was disturbed. */
    private Path run() {
        final RunFolder run = new Runs(results).start("timed");
        for (int fork = 0; fork < 2; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 100 + fork)) {
                for (int i = 0; i < 20; i++) {
                    final Trial trial = Trial.of(Runs.FAILOVER, Map.of("nodes", "3"), i, 42)
                            .with(Measure.FAILOVER_NS, (70 + 2 * i + fork) * MS)
                            .with(Measure.DETECT_NS, 60 * MS);
                    part.record(fork == 0 && i == 2 ? trial.flagged(Disturbance.HICCUP) : trial);
                    part.record(Timeline.of(trial, MOMENTS));
                }
            }
        }
        run.finish();
        return run.path();
    }

    @Test
    void ofTheTrialsAtTheMedianThe99thAndTheEndAndOfDisturbedOnesTheTimeLineIsKept()
            throws Exception {
        final Path run = run();
        try (Stream<Path> files = Files.list(run.resolve("timelines"))) {
            assertEquals(List.of("failover-0000-002.csv", "failover-0001-009.csv",
                    "failover-0001-019.csv"), files.map(file -> file.getFileName().toString())
                            .sorted().toList());
        }
        final Timeline worst =
                Timeline.read(run.resolve("timelines").resolve("failover-0001-019.csv")).get(0);
        assertEquals(MOMENTS, worst.moments());
        assertEquals(Map.of("nodes", "3"), worst.params());
    }

    @Test
    void eachMemberHasALaneOfWhatItWasAndTheClientItsRequests() {
        final Map<String, Object> lanes = Lanes.of(Timeline.of(
                Trial.of("b", Map.of(), 0, 42), MOMENTS), 70);

        assertEquals(List.of("member 1", "member 2", "member 3"), lanes.get("members"));
        final List<?> spans = (List<?>) lanes.get("spans");
        assertTrue(spans.contains(List.of(0, 0.0, 80.5, "down")), spans.toString());
        assertTrue(spans.contains(List.of(1, 60.0, 61.0, "suspects")), spans.toString());
        assertTrue(spans.contains(List.of(1, 62.0, 80.5, "leader")), spans.toString());
        final List<?> marks = (List<?>) lanes.get("marks");
        assertTrue(marks.contains(List.of(62.0, 1, "elected, term 2")), marks.toString());
        assertTrue(marks.contains(List.of(-4.0, 1, "last heard, term 1")), marks.toString());
        assertTrue(marks.contains(List.of(-10.0, 2, "last heard, term 1")), "at the very left");
        assertEquals(1, ((List<?>) lanes.get("requests")).size());
    }

    @Test
    void aReportDrawsLanesWhereThereAreTimeLinesAndMomentsWhereThereAreNone() throws Exception {
        final Path page = results.resolve("lanes.html");
        Report.of(List.of(run())).write(page);
        assertTrue(Files.readString(page).contains("\"kind\" : \"lanes\"")
                || Files.readString(page).contains("\"kind\":\"lanes\""));

        Report.of(List.of(new Runs(results).failoverRun("old", 50, 170))).write(page);
        assertFalse(Files.readString(page).matches("(?s).*\"kind\" ?: ?\"lanes\".*"));
    }

    @Test
    void aLineThatAKilledForkLeftUnfinishedIsNoMoment() {
        final Path file = results.resolve("timelines.csv");
        Timeline.of(Trial.of("b", Map.of(), 0, 42), MOMENTS).append(file);
        Runs.overwrite(file, read(file) + "b,,0,1,12");

        assertEquals(1, Timeline.read(file).size());
        assertEquals(MOMENTS.size(), Timeline.read(file).get(0).moments().size());
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
