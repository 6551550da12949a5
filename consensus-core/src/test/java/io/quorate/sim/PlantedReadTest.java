package io.quorate.sim;

import io.quorate.node.Clocks;
import io.quorate.node.ReadLevel;
import io.quorate.port.ForwardingVotes;
import io.quorate.port.Storage;
import io.quorate.raft.PlantedRaft;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import java.util.HashMap;
import java.util.Map;
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

    /** An answer that was under way for longer than its question counts for the next one. */
    @Test
    void anAnswerThatConfirmsALaterReadIsFound(final TestInfo test) {
        final Map<Integer, Long> asked = new HashMap<>();
        new BugHunt(test).assertFound("I11 .*", new Forger() {
            @Override
            void onSaid(final SimulatedNode node, final Message message) {
                if (message instanceof ReadRequest request) {
                    asked.put(node.id(), request.number());
                }
            }

            @Override
            boolean forge(final SimulatedNode node, final ReadReply reply) {
                reply.number(asked.getOrDefault(node.id(), 0L));
                return true;
            }
        });
    }

    @Test
    void aFollowersReadThatDoesNotWaitForTheReadIndexIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*", new Forger() {
            @Override
            boolean forge(final SimulatedNode node, final ReadReply reply) {
                reply.readIndex(Math.min(reply.readIndex(), node.agent().appliedIndex()));
                return true;
            }
        });
    }

    @Test
    void aLeaseThatIsCountedFromTheReceiptOfAnAcknowledgementIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 reads: a LEASE .*", seed -> Simulation.of(seed)
                .minutes(1).leases(LeaseTest.WITHIN_PPM).plant(new Forger() {
                    @Override
                    boolean forge(final SimulatedNode node, final AppendReply reply) {
                        PlantedRaft.leaseFromReceipt(node.raft(), node.clock().nanoTime());
                        return true;
                    }
                }));
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

    /** Who stands still after the reading, unnoticed, trusts in a lease that is long over. */
    @Test
    void aClockThatIsReadBeforeTheEarsIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 reads: a LEASE .*", seed -> Simulation.of(seed)
                .minutes(1).leases(LeaseTest.WITHIN_PPM).plant(new EarlyClock()));
    }

    /** Both clocks tell all through a duty cycle what they told before it. */
    private static final class EarlyClock extends Forger {
        private final Map<Integer, Clocks> clocks = new HashMap<>();
        private final Map<Integer, Long> read = new HashMap<>();
        private final Map<Integer, Long> wall = new HashMap<>();

        @Override
        public Clocks clocks(final SimulatedNode node, final Clocks both) {
            clocks.put(node.id(), both);
            onCycle(node);
            return new Clocks(() -> read.get(node.id()), () -> wall.get(node.id()));
        }

        @Override
        void onCycle(final SimulatedNode node) {
            wall.put(node.id(), clocks.get(node.id()).wall().time());
            read.put(node.id(), clocks.get(node.id()).monotonic().nanoTime());
        }
    }

    @Test
    void aPromiseThatIsForgottenOverARestartIsFound(final TestInfo test) {
        new BugHunt(test).assertFound(".* misused its storage.*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(storage.log(), new ForwardingVotes(storage.votes()) {
                    @Override
                    public long promiseNs() {
                        return 0;
                    }
                }, storage.snapshots());
            }
        });
    }
}
