package io.quorate.sim;

import io.quorate.node.ReadLevel;
import io.quorate.port.Storage;
import io.quorate.wire.ReadReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Bugs of reads: what a reader sees is too old, or was never to be relied on. */
class PlantedReadTest {
    @Test
    void aReadThatAsksNoQuorumIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*", served(ReadLevel.LINEARIZABLE, ReadLevel.LOCAL));
    }

    @Test
    void aReadThatIsContentWithABoundIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*",
                served(ReadLevel.LINEARIZABLE, ReadLevel.BOUNDED));
    }

    @Test
    void aBoundedReadThatKnowsNoBoundIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 reads: a BOUNDED .*",
                served(ReadLevel.BOUNDED, ReadLevel.LOCAL));
    }

    private static Plant served(final ReadLevel asked, final ReadLevel instead) {
        return new Plant() {
            @Override
            public ReadLevel level(final ReadLevel level) {
                return level == asked ? instead : level;
            }
        };
    }

    @Test
    void anAnswerThatConfirmsALaterReadIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*|I13 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final ReadReply reply) {
                reply.number(reply.number() + 1);
                return true;
            }
        });
    }

    @Test
    void aReadIndexThatIsTooLowIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final ReadReply reply) {
                reply.readIndex(0);
                return true;
            }
        });
    }

    @Test
    void aPromiseThatIsForgottenOverARestartIsFound(final TestInfo test) {
        new BugHunt(test).assertFound(".* misused its storage.*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(storage.log(), new PlantedVotes(storage.votes()) {
                    @Override
                    public long promiseNs() {
                        return 0;
                    }
                }, storage.snapshots());
            }
        });
    }
}
