package io.quorate.sim;

import io.quorate.port.StateMachine;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Bugs of sessions: what is executed twice, not at all, or not by everybody. */
class PlantedSessionTest {
    @Test
    void aRepetitionThatIsKnownByItsNumberAloneIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I12 .*", new Plant() {
            private long only;

            @Override
            public long session(final long asked) {
                only = only == 0 ? asked : only;
                return only;
            }
        });
    }

    /** The records of the state machine come after those of sessions. */
    @Test
    void sessionsThatAreNotInTheSnapshotAreFound(final TestInfo test) {
        new BugHunt(test).assertFound("I5 .*", new Plant() {
            @Override
            public StateMachine stateMachine(final SimulatedNode node,
                    final StateMachine machine) {
                return new PlantedMachine(machine) {
                    @Override
                    public void restore(final DirectBuffer record, final int offset,
                            final int length) {
                        node.agent().sessions().beginRestore();
                        super.restore(record, offset, length);
                    }
                };
            }
        });
    }

    @Test
    void sessionsThatEndByEachMembersOwnClockAreFound(final TestInfo test) {
        new BugHunt(test).assertFound("I5 .*", new Forger() {
            private final UnsafeBuffer time = new UnsafeBuffer(
                    new byte[SessionEntry.HEAD_LENGTH]);

            @Override
            void onCycle(final SimulatedNode node) {
                SessionEntry.stamp(time, 0, node.clock().both().wall().time());
                node.agent().sessions().apply(0, EntryType.SESSION_KEEP_ALIVE, time, 0);
            }
        });
    }
}
