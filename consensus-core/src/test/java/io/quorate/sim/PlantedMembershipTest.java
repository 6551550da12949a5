package io.quorate.sim;

import io.quorate.raft.PlantedRaft;
import io.quorate.raft.Raft;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Bugs of who is counted, and of handing the office over. */
class PlantedMembershipTest {
    @Test
    void aJointConfigurationOfWhichOneHalfIsEnoughIsFound(final TestInfo test) {
        final boolean[] isAfter = {false};
        assertFoundInChurn(test, "I6 .*", raft -> {
            isAfter[0] = !isAfter[0];
            PlantedRaft.countsOneHalf(raft, isAfter[0]);
        });
    }

    /**
     * By a commit or by a leader that no quorum speaks to, whichever a seed brings first: a learner
     * counts for both.
     */
    @Test
    void aLearnerThatIsCountedIsFound(final TestInfo test) {
        assertFoundInChurn(test, "(I6|check-quorum).*", PlantedRaft::countsLearners);
    }

    /** The old members' quorum decides for the new: of a vote or of a commit, as seeds have it. */
    @Test
    void aConfigurationThatIsInForceOnlyOnceItIsCommittedIsFound(final TestInfo test) {
        assertFoundInChurn(test, "(I6|pre-vote).*", PlantedRaft::countsAsCommitted);
    }

    private static void assertFoundInChurn(final TestInfo test, final String rule,
            final Consumer<Raft> wrong) {
        new BugHunt(test).assertFound(rule,
                seed -> Simulation.of(seed).churn(true).minutes(1).plant(inEveryCycle(wrong)));
    }

    @Test
    void aTransferWithoutAnEndIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("transfer: .*", inEveryCycle(PlantedRaft::transfersForEver));
    }

    private static Plant inEveryCycle(final Consumer<Raft> wrong) {
        return new Forger() {
            @Override
            void onCycle(final SimulatedNode node) {
                wrong.accept(node.raft());
            }
        };
    }
}
