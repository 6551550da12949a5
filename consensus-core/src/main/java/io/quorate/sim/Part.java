package io.quorate.sim;

import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;

/** What a node that is up is to its cluster, as a fault finds it. */
public enum Part {
    /** A voter that follows, or waits for a leader. */
    FOLLOWER,
    /** It sounds the voters out. */
    PRE_CANDIDATE,
    /** It stands in earnest. */
    CANDIDATE,
    /** It leads. */
    LEADER,
    /** It follows and is not counted yet. */
    LEARNER,
    /** It follows and is never counted. */
    OBSERVER,
    /** It is no member, as far as it knows. */
    OUTSIDER;

    static Part of(final SimulatedNode node) {
        return switch (node.role()) {
            case LEADER -> LEADER;
            case CANDIDATE -> CANDIDATE;
            case PRE_CANDIDATE -> PRE_CANDIDATE;
            case FOLLOWER -> ofFollower(node.raft().configuration().member(node.id()));
        };
    }

    private static Part ofFollower(final Configuration.Member member) {
        if (member == null) {
            return OUTSIDER;
        }
        return member.isVoter() ? FOLLOWER
                : member.before() == MemberRole.OBSERVER ? OBSERVER : LEARNER;
    }
}
