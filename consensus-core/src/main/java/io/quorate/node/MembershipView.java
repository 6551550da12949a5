package io.quorate.node;

import io.quorate.raft.Configuration;
import io.quorate.raft.MembershipChange;

/**
 * Who the members are, as one node knows it at one moment.
 *
 * @param configuration the newest in that node's log, committed or not
 * @param index         of the entry that holds it; 0 for the one that the node was started with
 */
public record MembershipView(Configuration configuration, long index) {
    /** A change from just this configuration, with no difference yet. */
    public MembershipChange change() {
        return MembershipChange.of(configuration, index);
    }
}
