package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members come, go and change roles under all other trouble, and it always comes to an end. */
class ChurnTest {
    private static final int SEEDS = Integer.getInteger("quorate.churn.seeds", 40);
    private static final long FIRST = Long.getLong("quorate.churn.first", 1);

    @Test
    void membersChangeUnderAllTroubleAndEveryRuleHolds() {
        final Coverage coverage = new Coverage();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            coverage.add(Simulation.of(seed).churn(true).minutes(2).run().coverage());
        }
        assertTrue(coverage.of(Fault.MEMBERSHIP_CHANGE) > 5L * SEEDS, coverage::toString);
        assertTrue(coverage.of(Fault.CHANGE_INTERRUPTED) > SEEDS / 5, coverage::toString);
    }

    /** Who left and came back at once was never bound; an entry agreed to was never said again. */
    @ParameterizedTest
    @ValueSource(longs = {15, 372})
    void whatOnceHungComesToAnEnd(final long seed) {
        Simulation.of(seed).churn(true).ambushes(false).minutes(2).run();
    }

    /** Who was sent a snapshot made no progress in the log, and was given up again and again. */
    @Test
    void aMemberThatIsSentASnapshotCatchesUp() {
        Simulation.of(177).churn(true).ambushes(false).run();
    }

    /** Who was to leave alone held the entry that said so, and did not stand: nobody could lead. */
    @Test
    void twoMembersOfWhichOneIsToLeaveComeToAGoodEnd() {
        Simulation.of(82).churn(true).ambushes(false).minutes(3).run();
    }

    /** Who stood learned by the snapshot that it was being sent that it is no voter any more. */
    @Test
    void whoLearnsByASnapshotThatItIsNotCountedStandsNoMore() {
        Simulation.of(448).run();
    }
}
