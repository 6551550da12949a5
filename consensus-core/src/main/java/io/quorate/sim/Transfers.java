package io.quorate.sim;

import io.quorate.node.NodeCounter;
import io.quorate.raft.Role;
import io.quorate.raft.TransferOutcome;

/**
 * A leader that hands over goes on as before if that has led to nothing within the shortest
 * election timeout by its own clock (thesis §3.10): until then it takes no commands.
 */
final class Transfers {
    private final Checks checks;
    private final long boundNs;
    private final long[] terms;                          // of what is under way; 0 for nothing
    private final long[] handOvers;                      // for the sake of health, until then
    private final long[] beganNs;                        // or later, by the node's own clock

    Transfers(final World world, final Checks checks) {
        this.checks = checks;
        boundNs = world.conditions.cluster().electionNsMin();
        terms = new long[world.conditions.cluster().nodes() + 1];
        handOvers = new long[terms.length];
        beganNs = new long[terms.length];
    }

    void onStart(final SimulatedNode node) {
        terms[node.id()] = 0;
    }

    void afterCycle(final SimulatedNode node) {
        final int id = node.id();
        if (!isUnderWay(node)) {
            terms[id] = 0;
        } else if (isNew(node)) {
            terms[id] = node.raft().term();
            handOvers[id] = node.counters().get(NodeCounter.HAND_OVERS);
            beganNs[id] = node.clock().nanoTime();
        } else if (node.cycleBeganNs() - beganNs[id] > boundNs) {
            checks.fail("transfer: node {} still hands over in term {}, more than {} us after it "
                    + "began to", id, terms[id], boundNs / 1000);
        }
    }

    /** One that votes no more may hand over once again as soon as it could not. */
    private static boolean isUnderWay(final SimulatedNode node) {
        return node.role() == Role.LEADER
                && node.raft().transferOutcome() == TransferOutcome.UNDER_WAY
                && Halves.isVoter(node.raft().configuration(), node.id());
    }

    private boolean isNew(final SimulatedNode node) {
        return terms[node.id()] != node.raft().term()
                || handOvers[node.id()] != node.counters().get(NodeCounter.HAND_OVERS);
    }
}
