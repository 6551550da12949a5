package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareRowTest {
    @TempDir
    private Path results;

    /** A run of elections of which so many of a hundred needed a second round. */
    private Path run(final String name, final int manyOfHundred) {
        final RunFolder run = new Runs(results).start(name);
        try (RunPart part = RunPart.in(run.path(), 1, 1)) {
            for (int i = 0; i < 100; i++) {
                part.record(Trial.of(Runs.FAILOVER, Runs.params(10), i, 42)
                        .with(Measure.ELECTION_NS, 40_000_000)
                        .with(Measure.ROUNDS, i < manyOfHundred ? 2 : 1));
            }
            part.record(Trial.of(Runs.FAILOVER, Runs.params(10), 100, 42)
                    .with(Measure.ELECTION_NS, 1).with(Measure.ROUNDS, 9).flagged(Trial.WARMUP));
        }
        run.finish();
        return run.path();
    }

    private ShareRow share(final int manyA, final int manyB) {
        return Comparison.of(run("a", manyA), run("b", manyB), Comparison.Options.DEFAULT)
                .shares().get(0);
    }

    @Test
    void lostRoundsAreComparedByFishersExactTest() {
        final ShareRow share = share(1, 9);
        assertEquals("FailoverTime.failover: more than one round of votes in 1 of 100 trials of A"
                + " and 9 of 100 of B (Fisher's p = 0.0185)", share.sentence());
        assertTrue(share(2, 3).p() > 0.9);
    }

    @Test
    void whereNoRoundWasLostThereIsNothingToTell() {
        assertEquals(1, share(0, 0).p());
        assertEquals(1, share(100, 100).p());
    }
}
