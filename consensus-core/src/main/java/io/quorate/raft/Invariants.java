package io.quorate.raft;

/**
 * What must hold of one node now, and what may change between two moments. Checked at the end of
 * every duty cycle, in production too: a breach is a bug, and stops the node, for a stopped node
 * is safe.
 */
final class Invariants {
    private long term;
    private int votedFor;
    private int leaderId;
    private Role role = Role.FOLLOWER;
    private long commitIndex;
    private long commitTerm;
    private long lastIndex;

    /** Compares the node with how it was when this was last asked. */
    void check(final Raft raft) {
        final long lastNow = raft.log().lastIndex();
        require(raft.durableIndex() <= lastNow, "durable beyond the log", raft);
        require(raft.commitIndex() <= lastNow, "commit beyond the log", raft);
        require(raft.commitIndex() >= commitIndex, "commit went back", raft);
        require(raft.term() >= term, "term went back", raft);
        require(raft.role() != Role.PRE_CANDIDATE && raft.role() != Role.CANDIDATE
                || raft.membership().mayLead(raft.commitIndex()),
                "one who is not counted stands (§6)", raft);
        if (raft.term() == term) {
            withinOneTerm(raft, lastNow);
        }
        if (raft.commitIndex() > commitIndex) {
            committed(raft);
        }
        remember(raft, lastNow);
    }

    private void withinOneTerm(final Raft raft, final long lastNow) {
        require(votedFor == 0 || raft.votedFor() == votedFor, "a vote changed (§5.2)", raft);
        require(leaderId == 0 || raft.leaderId() == 0 || raft.leaderId() == leaderId,
                "two leaders in one term (§5.2)", raft);
        require(role != Role.LEADER || raft.role() != Role.LEADER || lastNow >= lastIndex,
                "a leader removed entries (§5.3)", raft);
    }

    private void committed(final Raft raft) {
        final boolean isKept = commitIndex < raft.log().firstIndex() - 1
                || raft.log().termAt(commitIndex) == commitTerm;
        require(isKept, "a committed entry changed (§5.4)", raft);
        require(raft.role() != Role.LEADER
                || raft.log().termAt(raft.commitIndex()) == raft.term(),
                "an earlier term's entry committed by counting (§5.4.2)", raft);
    }

    private void remember(final Raft raft, final long lastNow) {
        if (raft.commitIndex() != commitIndex) {
            commitIndex = raft.commitIndex();
            commitTerm = raft.log().termAt(commitIndex);
        }
        leaderId = raft.term() == term && raft.leaderId() == 0 ? leaderId : raft.leaderId();
        term = raft.term();
        votedFor = raft.votedFor();
        role = raft.role();
        lastIndex = lastNow;
    }

    /** A rule that must be right for anything else to be: its breach stops the node. */
    static void require(final boolean holds, final String breach, final Raft raft) {
        if (!holds) {
            throw new InvariantViolation(breach + ": " + raft);
        }
    }
}
