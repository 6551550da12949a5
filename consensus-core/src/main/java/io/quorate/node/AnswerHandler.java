package io.quorate.node;

/** Hears a node's answers to what was submitted. */
@FunctionalInterface
public interface AnswerHandler {
    /**
     * The one answer to a command that was accepted. The handler may submit again at once.
     *
     * @param answer valid only during the call
     */
    void onAnswer(Answer answer);
}
