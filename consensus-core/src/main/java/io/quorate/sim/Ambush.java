package io.quorate.sim;

/**
 * Waits for a configuration to be joint, which is over within a round trip or two: few other faults
 * would ever meet one. As a node comes to be in it, trouble strikes that node or another.
 */
final class Ambush {
    private final World world;
    private final Chance chance;
    private final Nemesis nemesis;
    private final boolean isOn;
    private final boolean[] wasJoint;                    // by id
    private boolean isOver;

    Ambush(final World world, final Chance chance, final Nemesis nemesis, final boolean isOn) {
        this.world = world;
        this.chance = chance;
        this.nemesis = nemesis;
        this.isOn = isOn;
        wasJoint = new boolean[world.conditions.cluster().nodes() + 1];
    }

    void end() {
        isOver = true;
    }

    /** A node has ended a duty cycle. */
    void afterCycle(final SimulatedNode node) {
        final boolean isJoint = node.raft().configuration().isJoint();
        final boolean isNews = isJoint && !wasJoint[node.id()];
        wasJoint[node.id()] = isJoint;
        if (isOn && isNews && !isOver && chance.is(0.5)) {
            final Conditions.Network wires = world.conditions.network();
            final SimulatedNode victim = chance.is(0.7) ? node
                    : world.nodes.get(chance.below(world.nodes.size()));
            world.time.after(chance.between(0, wires.delayNs() + wires.jitterNs()),
                    () -> nemesis.strikeNow(chance, victim));
        }
    }
}
