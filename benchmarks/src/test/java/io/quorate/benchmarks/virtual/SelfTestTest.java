package io.quorate.benchmarks.virtual;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfTestTest {
    @TempDir
    private Path results;
    private SelfTest selfTest;

    @BeforeEach
    void prepare() {
        selfTest = new SelfTest(results);
    }

    private static void assertPasses(final SelfTest.Outcome outcome) {
        assertTrue(outcome.passes(), outcome.toString());
    }

    @Test
    void equalThingsAreNeverCalledDifferentInTwentyTries() {
        assertPasses(selfTest.equalThings(20));
    }

    @Test
    void aDelayInTheHandlingOfVotesIsFoundAndAttributedToTheVote() {
        assertPasses(selfTest.plantedDelay());
    }

    @Test
    void aStallIsSeenByTheOpenLoopAndNotByTheClosedOne() {
        assertPasses(selfTest.plantedStall());
    }
}
