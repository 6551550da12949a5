package io.quorate.sim;

import io.quorate.raft.Role;
import java.util.HashMap;
import java.util.Map;

/** I1: at most one leader in a term. I2: a leader never removes entries from its log (§5.2). */
final class ElectionSafety {
    private final Checks checks;
    private final Map<Long, Integer> leaders = new HashMap<>();   // asked by term, never walked

    ElectionSafety(final Checks checks) {
        this.checks = checks;
    }

    /** A node leads in a term, by its role or by its words; whether that is news. */
    boolean isNewLeader(final SimulatedNode node, final long term) {
        final Integer leader = leaders.putIfAbsent(term, node.id());
        if (leader != null && leader != node.id()) {
            checks.fail("I1 election safety: node {} and node {} both lead in term {}", leader,
                    node.id(), term);
        }
        return leader == null;
    }

    void onTruncate(final SimulatedNode node, final long index) {
        if (node.role() == Role.LEADER) {
            checks.fail("I2 leader append-only: node {} leads and removes entries from {} on",
                    node.id(), index);
        }
    }

    long leaders() {
        return leaders.size();
    }
}
