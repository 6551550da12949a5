package io.quorate.sim;

import io.quorate.raft.Role;
import java.util.Arrays;

/**
 * A leader that no quorum speaks to any more leads for no longer than the shortest election timeout
 * by its own clock (thesis §6.2).
 */
final class QuorumContact {
    private final Checks checks;
    private final long boundNs;
    private final long[][] heardNs;              // by leader, by peer: when, by the leader's clock

    QuorumContact(final World world, final Checks checks) {
        this.checks = checks;
        final Conditions.Cluster cluster = world.conditions.cluster();
        boundNs = cluster.electionNsMin();
        heardNs = new long[cluster.nodes() + 1][cluster.nodes() + 1];
    }

    /** A node was elected, and so has just been spoken to. */
    void onLeader(final SimulatedNode node) {
        Arrays.fill(heardNs[node.id()], node.clock().nanoTime());
    }

    void onHeard(final SimulatedNode node, final int from) {
        heardNs[node.id()][from] = node.clock().nanoTime();
    }

    void afterCycle(final SimulatedNode node) {
        if (node.role() != Role.LEADER) {
            return;
        }
        final long nowNs = node.cycleBeganNs();
        heardNs[node.id()][node.id()] = nowNs;
        final long[] heard = heardNs[node.id()];
        if (!Halves.areReached(node.raft().configuration(), id -> nowNs - heard[id] <= boundNs)) {
            checks.fail("check-quorum: node {} still leads in term {}, and it is more than {} us "
                    + "since a quorum of {} spoke to it", node.id(), node.raft().term(),
                    boundNs / 1000, node.raft().configuration());
        }
    }
}
