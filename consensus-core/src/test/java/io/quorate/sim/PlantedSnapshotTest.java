package io.quorate.sim;

import io.quorate.port.ForwardingLog;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Bugs of snapshots: what they hold, what comes back from them, and what is dropped for them. */
class PlantedSnapshotTest {
    @Test
    void aLogThatIsPurgedTooFarIsFound(final TestInfo test) {
        new BugHunt(test).assertFound(".*", new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                return new Storage(new ForwardingLog(storage.log()) {
                    @Override
                    public void purgeTo(final long index) {
                        super.purgeTo(Math.min(index + 3, lastIndex()));
                    }
                }, storage.votes(), storage.snapshots());
            }
        });
    }

    @Test
    void aStateMachineThatIsRestoredInPartIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I5 .*|I11 .*", new Plant() {
            @Override
            public StateMachine stateMachine(final SimulatedNode node,
                    final StateMachine machine) {
                return new PlantedMachine(machine) {
                    private int restored;

                    @Override
                    public void beginRestore() {
                        restored = 0;
                        super.beginRestore();
                    }

                    @Override
                    public void restore(final DirectBuffer record, final int offset,
                            final int length) {
                        if (restored++ == 0) {
                            super.restore(record, offset, length);
                        }
                    }
                };
            }
        });
    }

    @Test
    void anEntryThatIsAppliedTwiceAfterARestoreIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I5 .*", new Plant() {
            @Override
            public StateMachine stateMachine(final SimulatedNode node,
                    final StateMachine machine) {
                return new PlantedMachine(machine) {
                    private boolean isRestored;

                    @Override
                    public void beginRestore() {
                        isRestored = true;
                        super.beginRestore();
                    }

                    @Override
                    public int apply(final long index, final DirectBuffer command,
                            final int offset, final int length,
                            final MutableDirectBuffer reply) {
                        if (isRestored) {
                            isRestored = false;
                            super.apply(index, command, offset, length, reply);
                        }
                        return super.apply(index, command, offset, length, reply);
                    }
                };
            }
        });
    }
}
