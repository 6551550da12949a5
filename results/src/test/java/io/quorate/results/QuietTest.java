package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {
    private static final long MS = 1_000_000;

    @TempDir
    private Path results;

    private static Disturbance disturbance(final double steal, final long gcMs,
            final double hiccupMs) {
        return new Disturbance(1000 * MS, Map.of("steal_percent", steal), 7, gcMs * MS, 0,
                Math.round(hiccupMs * MS));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 10, 10, ''", "1.1, 0, 0, steal", "0, 11, 0, gc", "0, 0, 10.1, hiccup",
        "5, 50, 50, gc hiccup steal"})
    void whatTakesMoreThanAHundredthOfASampleIsFlagged(final double steal, final long gcMs,
            final double hiccupMs, final String flags) {
        assertEquals(flags, String.join(" ", disturbance(steal, gcMs, hiccupMs).flags()));
    }

    @Test
    void aHiccupOfLessThanAMillisecondSpoilsNoSampleHoweverShortItIs() {
        assertEquals(Set.of(), new Disturbance(MS, Map.of(), -1, 0, 0, MS).flags());
        assertEquals(Set.of("hiccup"), new Disturbance(MS, Map.of(), -1, 0, 0, MS + 1).flags());
    }

    /** Three forks of five iterations; a warm-up each, and the second of fork 1 was disturbed. */
    private RecordedRun throughput() {
        final Runs runs = new Runs(results);
        final RunFolder run = runs.start("noisy");
        runs.throughput(run, Map.of("window", "1"), 3, 1000);
        for (int fork = 0; fork < 3; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 100 + fork)) {
                for (int i = 0; i < 6; i++) {
                    part.record(IterationNoise.of(Runs.COMMIT, Map.of("window", "1"), i, i == 0,
                            "", disturbance(fork == 1 && i == 2 || i == 0 ? 3 : 0, 0, 0)));
                }
            }
        }
        run.finish();
        return RecordedRun.open(run.path());
    }

    @Test
    void anIterationThatWasDisturbedIsKeptAndTheRestIsShownBesides() {
        final RecordedRun run = throughput();
        final Values all = (Values) run.series().get(0).observations();
        final RecordedRun quiet = run.withoutDisturbed().orElseThrow();
        final Values left = (Values) quiet.series().get(0).observations();

        assertEquals(15, all.n());
        assertEquals(14, left.n());
        assertEquals(all.ofFork(1)[2], left.ofFork(1)[1]);
        assertEquals("1 of 15 samples flagged (steal 1)", run.noiseSentence());
        assertTrue(NoiseTable.render(run).contains("they count above. Without them:"));
        assertTrue(ComparisonTable.render(Comparison.of(run, run, Comparison.Options.DEFAULT))
                .contains("noise: A 1 of 15 samples flagged (steal 1), B 1 of 15"));
    }

    @Test
    void aTrialThatWasDisturbedIsKeptAndTheRestIsShownBesides() {
        final RunFolder run = new Runs(results).start("noisy");
        try (RunPart part = RunPart.in(run.path(), 0, 100)) {
            for (int i = 0; i < 10; i++) {
                final Trial trial = Trial.of(Runs.FAILOVER, Map.of(), i, 42)
                        .with(Measure.FAILOVER_NS, 100 + i);
                part.record(i == 3 ? trial.flagged(Disturbance.HICCUP) : trial);
                part.record(IterationNoise.of(Runs.FAILOVER, Map.of(), i, false, "",
                        disturbance(0, 0, i == 5 ? 20 : 0)));
            }
        }
        run.finish();
        final RecordedRun recorded = RecordedRun.open(run.path());

        assertEquals(10, recorded.series().get(0).observations().n());
        assertEquals("1 of 10 samples flagged (hiccup 1)", recorded.noiseSentence());
        assertEquals(9, recorded.withoutDisturbed().orElseThrow().series().get(0).observations()
                .n());
    }

    @Test
    void whatNobodyWatchedIsNotCalledQuiet() {
        final Path run = new Runs(results).failoverRun("old", 50, 170);

        assertEquals("", NoiseTable.render(RecordedRun.open(run)));
    }

    @Test
    void theMeterSeesAThreadThatOversleeps() {
        final NoiseMeter meter = NoiseMeter.ofThisJvm();
        final NoiseMeter.Moment start = meter.now();
        final long endNs = System.nanoTime() + 20 * MS;
        while (System.nanoTime() - endNs < 0) {
            Thread.onSpinWait();
        }
        final Disturbance all = meter.since(start);

        assertTrue(all.durationNs() >= 20 * MS && all.hiccupNs() >= 0 && all.switches() >= 0,
                all.toString());
        assertFalse(all.gcNs() < 0 || all.jitNs() < 0);
        assertEquals(-1, meter.since(meter.briefly()).switches());
    }
}
