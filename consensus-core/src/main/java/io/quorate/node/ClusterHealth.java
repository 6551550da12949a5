package io.quorate.node;

import io.quorate.raft.Raft;

/**
 * How a cluster fares, as its leader sees it and as the leader's followers hear from it; {@link
 * Explanation} tells why.
 */
public enum ClusterHealth {
    /** There is a leader, and every voter is there and up to date. */
    GREEN("all voters are up to date"),
    /** There is a leader, and a quorum of voters is there, but not all of them are up to date. */
    YELLOW("some voter is missing or behind"),
    /** No leader is known, and so nothing can be committed from here. */
    RED("no leader is known");

    private final String sentence;

    ClusterHealth(final String sentence) {
        this.sentence = sentence;
    }

    static ClusterHealth of(final Raft raft) {
        if (raft.leaderId() == 0) {
            return RED;
        }
        return raft.condition().isDegraded() ? YELLOW : GREEN;
    }

    /** What it means, in words. */
    public String sentence() {
        return sentence;
    }
}
