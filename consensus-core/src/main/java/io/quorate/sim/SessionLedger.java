package io.quorate.sim;

import io.quorate.node.AnswerHandler;

/** Who asks in sessions, and is told what became of it. */
interface SessionLedger {
    /** Hears the answers of a node, as it gives them. */
    AnswerHandler of(SimulatedNode node);

    /**
     * The first node executes a command.
     *
     * @param number as the command has it in front, without its sign
     */
    void onFirstApply(long number, long index, int reply);
}
