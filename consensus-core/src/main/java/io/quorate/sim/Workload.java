package io.quorate.sim;

import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import io.quorate.port.StateMachine;
import org.agrona.DirectBuffer;

/**
 * What clients ask of a simulated cluster, and what is made of the answers. {@link AnswerSheet}
 * numbers the commands and checks what holds for any of them; a workload adds what it alone knows.
 */
interface Workload {
    /** A state machine for one life of a node. */
    StateMachine machine();

    /** Something to be read. */
    record Read(ReadLevel level, DirectBuffer query) {
    }

    /** Whether a client has nothing open, and may ask. */
    default boolean hasFreeClient() {
        return true;
    }

    /** The bytes of the next command, of at most 2,000. */
    byte[] command(int number);

    /** Bytes of a command whose answer it is not told, as it changes nothing that it watches. */
    byte[] harmless(Chance chance);

    /**
     * A command has got its one answer.
     *
     * @param reply what the state machine replied; empty unless the command is committed
     */
    default void onAnswer(final int number, final Outcome outcome, final DirectBuffer reply) {
    }

    /** What a client reads next in the place of a command; null for a command. */
    default Read read(final int number) {
        return null;
    }

    /** A read at that level; null if nothing can be read. */
    default Read read(final int number, final ReadLevel level) {
        return null;
    }

    /**
     * A read has got its one answer.
     *
     * @param index what the node had applied, if it answered
     * @param reply what its state machine said; empty unless it answered
     */
    default void onRead(final int number, final SimulatedNode node, final Outcome outcome,
            final long index, final DirectBuffer reply) {
    }

    /** Looks at all of it once the run has come to its end. */
    default void check(final Checks checks, final AnswerSheet answers) {
    }

    /** How many operations {@link #check} looked at. */
    default int checked() {
        return 0;
    }
}
