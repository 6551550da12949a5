package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFiguresTest {
    private static final long MS = 1_000_000;
    private static final List<String> PHASES =
            List.of("detect", "stand", "vote", "announce", "establish", "client");

    @TempDir
    private Path results;

    /** A run of 20 trials of 70 ms; each is told by one more that measured something besides. */
    private Map<?, ?> figure(final String id, final Measure besides, final long value) {
        final RunFolder run = new Runs(results).start("run");
        try (RunPart part = RunPart.in(run.path(), 0, 100)) {
            for (int i = 0; i < 20; i++) {
                part.record(Trial.of(Runs.FAILOVER, Map.of("nodes", "3"), i, 42)
                        .with(Measure.FAILOVER_NS, 70 * MS).with(Measure.DETECT_NS, 64 * MS)
                        .with(Measure.CLIENT_NS, 6 * MS).with(besides, value));
            }
        }
        run.finish();
        return (Map<?, ?>) new TrialFigures(List.of(RecordedRun.open(run.path()))).all().stream()
                .filter(figure -> figure.id().equals(id)).findFirst().orElseThrow().data();
    }

    private static Map<?, ?> first(final Object all) {
        return (Map<?, ?>) ((List<?>) all).get(0);
    }

    @Test
    void drainFollowsAfterThePhasesThatAddUpToTheTime() {
        final Map<?, ?> phases = figure("phases", Measure.DRAIN_NS, 3 * MS);
        assertEquals("drain", ((List<?>) phases.get("phases")).get(6));
        assertEquals(List.of(64.0, 0.0, 0.0, 0.0, 0.0, 6.0, 3.0),
                first(phases.get("bars")).get("values"));
    }

    @Test
    void whereNoTrialKnowsItTheFigureDoesNotMentionDrain() {
        final Map<?, ?> phases = figure("phases", Measure.ROUNDS, 1);
        assertEquals(PHASES, phases.get("phases"));
        assertEquals(List.of(64.0, 0.0, 0.0, 0.0, 0.0, 6.0),
                first(phases.get("bars")).get("values"));
    }

    @Test
    void theCourseOfATrialTellsWhenTheWinnerLastHeardTheOldLeader() {
        final Map<?, ?> course = figure("course", Measure.LAST_HEARD_NS, -4 * MS);
        assertEquals(-4.0, first(course.get("trials")).get("last_heard"));
    }
}
