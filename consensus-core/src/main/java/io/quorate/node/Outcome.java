package io.quorate.node;

/**
 * What becomes of a command or a read that is submitted to a node: one set of words for all
 * answers.
 */
public enum Outcome {
    /** Taken for now; exactly one of the other outcomes follows as its {@link Answer}. */
    ACCEPTED(1),
    /** Agreed by a quorum, applied here, and answered by the state machine. */
    COMMITTED(2),
    /** Refused, as this node does not lead; the answer names the leader, if it is known. */
    NOT_LEADER(3),
    /** Refused for now, as too much is unanswered, uncommitted or unapplied; try again. */
    BACK_PRESSURED(4),
    /** Perhaps it will be agreed, perhaps not: its leader lost its office, or the node stopped. */
    INDETERMINATE(5),
    /** Refused for good: longer than {@link Submitter#maxCommandLength}. */
    TOO_LARGE(6),
    /** Refused for good: the node has stopped. */
    STOPPED(7),
    /** Refused for good, and not executed: the session has ended, or there never was one. */
    SESSION_EXPIRED(8),
    /** No session was opened: as many as may be are there. */
    SESSIONS_FULL(9),
    /** Not executed: the number is neither the session's next nor one whose answer is kept. */
    OUT_OF_SEQUENCE(10),
    /** Refused for good: this node, or its state machine, knows no such request. */
    UNSUPPORTED(11),
    /** A read, answered by the state machine at the level that was asked for. */
    ANSWERED(12),
    /** Refused for now, and not executed: a {@link Breaker} tripped; try again after a while. */
    OVERLOADED(13),
    /** An operator's order was not carried out; the reply says why, in words. */
    REFUSED(14);

    private static final Outcome[] VALUES = values();

    private final int code;

    Outcome(final int code) {
        this.code = code;
    }

    /** Whether it was done: executed, or answered. */
    public boolean isDone() {
        return this == COMMITTED || this == ANSWERED;
    }

    /** Its number in a record of an answer, from 1 on: rings carry no 0. */
    public int code() {
        return code;
    }

    /**
     * The outcome of that number.
     *
     * @return null if there is none
     */
    public static Outcome ofCode(final int code) {
        return code >= 1 && code <= VALUES.length ? VALUES[code - 1] : null;
    }
}
