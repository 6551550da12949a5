package io.quorate.raft;

/** What a node is to its cluster at this moment (§5.1, thesis §9.6). */
public enum Role {
    /** Answers leaders and candidates, and waits. */
    FOLLOWER,
    /** Has lost its leader and asks whether it would be elected, its term held back. */
    PRE_CANDIDATE,
    /** Has raised its term, voted for itself and asks for votes. */
    CANDIDATE,
    /** Was elected by a quorum in its term, and alone appends entries in it. */
    LEADER
}
