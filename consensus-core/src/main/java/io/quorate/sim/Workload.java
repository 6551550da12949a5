package io.quorate.sim;

import io.quorate.node.Outcome;
import io.quorate.port.StateMachine;
import org.agrona.DirectBuffer;

/**
 * What clients ask of a simulated cluster, and what is made of the answers. {@link AnswerSheet}
 * numbers the commands and checks what holds for any of them; a workload adds what it alone knows.
 */
interface Workload {
    /** A state machine for one life of a node. */
    StateMachine machine();

    /** Whether a client has nothing open, and may ask. */
    default boolean hasFreeClient() {
        return true;
    }

    /** The bytes of the next command, of at most 2,000. */
    byte[] command(int number);

    /**
     * A command has got its one answer.
     *
     * @param reply what the state machine replied; empty unless the command is committed
     */
    default void onAnswer(final int number, final Outcome outcome, final DirectBuffer reply) {
    }

    /** Looks at all of it once the run has come to its end. */
    default void check(final Checks checks, final AnswerSheet answers) {
    }

    /** How many operations {@link #check} looked at. */
    default int checked() {
        return 0;
    }
}
