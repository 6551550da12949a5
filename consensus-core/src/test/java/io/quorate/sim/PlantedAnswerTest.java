package io.quorate.sim;

import io.quorate.kv.KeyValue;
import io.quorate.port.StateMachine;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Bugs that all members share, so that only what clients see can tell. */
class PlantedAnswerTest {
    private static final int OP = Machines.PREFIX_LENGTH;
    private static final int EXPECTED_LENGTH = 8;
    private static final byte GET = KeyValue.get("k")[0];
    private static final byte PUT = KeyValue.put("k", "v")[0];
    private static final byte CAS = KeyValue.cas("k", "v", "w")[0];

    @Test
    void aCompareAndSetThatDoesNotCompareIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*", keyValue((command, index) -> {
            if (command.getByte(OP) != CAS) {
                return 0;
            }
            final int expected = command.getInt(OP + EXPECTED_LENGTH);
            command.putByte(OP, PUT);
            command.putByte(OP + 1, (byte) 0);
            command.putInt(OP + EXPECTED_LENGTH, 0);
            return expected;
        }));
    }

    @Test
    void aPutThatIsForgottenAtTimesIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*", keyValue((command, index) -> {
            if (command.getByte(OP) == PUT && index % 100 == 0) {
                command.putByte(OP + KeyValue.HEAD_LENGTH, (byte) 'x');    // another key
            }
            return 0;
        }));
    }

    @Test
    void aGetThatAnswersForAnotherKeyIsFound(final TestInfo test) {
        new BugHunt(test).assertFound("I11 .*", keyValue((command, index) -> {
            if (command.getByte(OP) == GET && index % 100 == 0) {
                command.putByte(OP + KeyValue.HEAD_LENGTH, (byte) 'x');
            }
            return 0;
        }));
    }

    private interface Misreading {
        /** Changes a command; returns how many bytes at its end it leaves out. */
        int misread(MutableDirectBuffer command, long index);
    }

    /** Every state machine reads some commands wrong, and all of them alike. */
    private static Plant keyValue(final Misreading misreading) {
        return new Plant() {
            @Override
            public StateMachine stateMachine(final SimulatedNode node,
                    final StateMachine machine) {
                return new Misreader(machine, misreading);
            }
        };
    }

    private static final class Misreader extends PlantedMachine {
        private final Misreading misreading;

        Misreader(final StateMachine machine, final Misreading misreading) {
            super(machine);
            this.misreading = misreading;
        }

        @Override
        public int apply(final long index, final DirectBuffer command, final int offset,
                final int length, final MutableDirectBuffer reply) {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, command, offset, length);
            final int leftOut = length > OP + KeyValue.HEAD_LENGTH
                    ? misreading.misread(copy, index) : 0;
            return super.apply(index, copy, 0, length - leftOut, reply);
        }
    }
}
