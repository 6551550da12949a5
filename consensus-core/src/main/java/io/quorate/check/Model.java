package io.quorate.check;

/**
 * What is expected of one key: a machine that takes one call after the other. It must be
 * deterministic, and its states must have {@code equals} and {@code hashCode}.
 *
 * @param <S> its states, immutable
 * @param <C> calls, each with the answer it got
 */
public interface Model<S, C> {
    /** The state of a key that nobody has touched. */
    S initial();

    /**
     * The state after a call.
     *
     * @param isAnswered false if nobody knows the answer: the call then says what was asked, and
     *                   its answer means nothing
     * @return the state after it, or null if a call in that state could not have had that answer
     */
    S step(S state, C call, boolean isAnswered);
}
