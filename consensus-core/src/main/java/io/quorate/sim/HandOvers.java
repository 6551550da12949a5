package io.quorate.sim;

import io.quorate.node.Health;
import io.quorate.node.HealthLimits;
import io.quorate.node.NodeCounter;

/**
 * A leader hands over for the sake of its health only while it is unhealthy, and not again before
 * the quiet time has passed by its own clock.
 */
final class HandOvers {
    private final World world;
    private final Checks checks;
    private final long[] counted;                        // in the node's present life
    private final long[] newestNs;                       // or before, by the node's own clock

    HandOvers(final World world, final Checks checks) {
        this.world = world;
        this.checks = checks;
        counted = new long[world.conditions.cluster().nodes() + 1];
        newestNs = new long[counted.length];
    }

    /** What bounds the members of a run have: none in some, tight ones in others. */
    static HealthLimits draw(final Chance chance, final Conditions.Cluster cluster) {
        if (chance.is(0.4)) {
            return HealthLimits.off();
        }
        return new HealthLimits(drawBound(chance, cluster), drawBound(chance, cluster),
                drawBound(chance, cluster), chance.between(0, cluster.electionNsMin()),
                cluster.electionNsMin() + chance.between(1, 9 * cluster.electionNsMax()),
                1 + chance.below(3));
    }

    private static long drawBound(final Chance chance, final Conditions.Cluster cluster) {
        return chance.is(0.2) ? 0
                : chance.magnitude(cluster.heartbeatNs(), 2 * cluster.electionNsMax());
    }

    void onStart(final SimulatedNode node) {
        counted[node.id()] = 0;
    }

    void afterCycle(final SimulatedNode node) {
        final long count = node.counters().get(NodeCounter.HAND_OVERS);
        if (count == counted[node.id()]) {
            return;
        }
        final Health health = node.counters().health();
        world.note(Event.HAND_OVER, node, health.name(), 0, 0, 0, 0);
        if (health == Health.HEALTHY) {
            checks.fail("health gate: node {} hands over and is healthy", node.id());
        }
        final long quietNs = world.health.quietNs();
        final long sinceNs = node.clock().nanoTime() - newestNs[node.id()];
        if (count > 1 && sinceNs < quietNs) {
            checks.fail("health gate: node {} hands over again after {} us, with {} us as the "
                    + "bound", node.id(), sinceNs / 1000, quietNs / 1000);
        }
        counted[node.id()] = count;
        newestNs[node.id()] = node.cycleBeganNs();
    }
}
