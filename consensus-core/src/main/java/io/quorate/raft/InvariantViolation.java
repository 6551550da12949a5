package io.quorate.raft;

/** A rule of Raft was broken: a bug in this node or damage to its memory. The node stops. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the rule and describes the node. */
    public InvariantViolation(final String message) {
        super(message);
    }
}
