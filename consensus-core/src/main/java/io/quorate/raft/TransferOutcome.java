package io.quorate.raft;

/** What became of a leader's attempt to hand its office over. */
public enum TransferOutcome {
    /** The target is catching up, or has been told to stand. */
    UNDER_WAY,
    /** The target leads. */
    DONE,
    /** Not within the shortest election timeout: this node goes on leading, in the same term. */
    ABORTED,
    /**
     * This node leads no more, and another than the target does, or nobody did within the longest
     * election timeout after it.
     */
    LOST
}
