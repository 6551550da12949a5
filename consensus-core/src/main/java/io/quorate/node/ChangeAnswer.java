package io.quorate.node;

import io.quorate.raft.ChangeState;
import io.quorate.raft.Refusal;

/**
 * What became of a change of members.
 *
 * @param code     the index of the configuration that it began with, or a negative refusal:
 *                 {@code Raft.NOT_LEADER}, {@code Raft.BACK_PRESSURED} or one of {@link Refusal}
 * @param state    how it ended; {@link ChangeState#NONE} if it was refused
 * @param leaderId who leads as far as is known; 0 if nobody
 */
public record ChangeAnswer(long code, ChangeState state, int leaderId) {
    /** Whether the members are now who they were wanted to be. */
    public boolean isDone() {
        return state == ChangeState.DONE;
    }

    @Override
    public String toString() {
        return code < 0 ? Refusal.name(code) + ", leader " + leaderId : state.toString();
    }
}
