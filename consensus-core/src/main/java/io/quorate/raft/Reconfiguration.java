package io.quorate.raft;

/**
 * Leads from one configuration to the next (thesis §4), one entry at a time: each only when the
 * one before it and an entry of this leader's own term are committed.
 */
final class Reconfiguration {
    private final Raft raft;
    private final Leader leader;
    private boolean isBindingDue;                         // a member has told its identity

    Reconfiguration(final Raft raft, final Leader leader, final RaftConfig config) {
        this.raft = raft;
        this.leader = leader;
    }

    /** A new term. */
    void begin() {
        isBindingDue = true;
    }

    /** A member has spoken; {@code isNews} if it has told an identity not known in this term. */
    void told(final boolean isNews) {
        isBindingDue |= isNews;
    }

    /** The configuration in force is committed: does what is due next. */
    void onTime(final long nowNs, final boolean isNewRound) {
        final Configuration current = raft.membership().current();
        if (current.isJoint()) {
            leader.append(current.left());
        } else if (isBindingDue && isNewRound) {
            bindIdentities(current);                      // of all that spoke since the last round
        }
    }

    /** Writes into the log which storage vouches for which member, as soon as that is known. */
    private void bindIdentities(final Configuration current) {
        final Configuration bound = current.bind(id -> id == raft.id() ? raft.votes().identity()
                : leader.progress((int) id).identity());
        isBindingDue = !bound.equals(current);
        if (isBindingDue) {
            leader.append(bound);
        }
    }
}
