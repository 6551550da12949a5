package io.quorate.sim;

import io.quorate.raft.Role;

/**
 * Lets processes stand still where it hurts most: within a duty cycle, between what was decided and
 * what is said of it; and, as a leader, with the acknowledgements of its newest round unread, to
 * read them when others lead.
 */
final class Pauses {
    private static final int STEPS_MAX = 40;             // of a cycle or several

    private final World world;
    private final Chance chance;
    private final boolean isOn;
    private final long calmNs;
    private boolean isOver;

    Pauses(final World world, final Chance chance, final Boolean isWanted) {
        this.world = world;
        this.chance = chance;
        final boolean isDrawn = chance.is(0.4);
        isOn = isWanted == null ? isDrawn : isWanted;
        calmNs = Math.min(2 * world.conditions.calmNs(),
                chance.magnitude(300 * Conditions.MILLIS, 8 * Conditions.SECONDS));
    }

    boolean isOn() {
        return isOn;
    }

    void begin() {
        if (isOn) {
            world.time.after(chance.about(calmNs), this::strike);
        }
    }

    void end() {
        isOver = true;
    }

    private void strike() {
        if (isOver) {
            return;
        }
        final SimulatedNode victim = victim();
        final boolean isLeader = victim.role() == Role.LEADER;
        if (victim.isUp() && chance.is(0.7)) {
            final boolean isCutOff = isLeader && chance.is(0.5);
            victim.mishaps().stumble(1 + chance.below(STEPS_MAX), duration(),
                    isCutOff ? this::cutOff : (node, durationNs) -> {});
            victim.wakeSoon();
        } else if (isLeader) {
            victim.dozeOff(duration(), this::cutOffWithAnswers);
        }
        begin();
    }

    /** Often just long enough for others to lead. */
    private long duration() {
        final long electionNs = world.conditions.cluster().electionNsMax();
        return chance.is(0.5) ? chance.between(electionNs, 3 * electionNs)
                : chance.magnitude(5 * Conditions.MILLIS, 4 * electionNs);
    }

    private SimulatedNode victim() {
        final SimulatedNode any = world.nodes.get(chance.below(world.nodes.size()));
        return chance.is(0.6) ? world.nodes.stream().filter(n -> n.role() == Role.LEADER)
                .findFirst().orElse(any) : any;
    }

    /** Once the answers to its last words have come, and until some time after it wakes. */
    private void cutOffWithAnswers(final SimulatedNode sleeper, final long sleepsNs) {
        world.struck(Fault.UNREAD_ANSWERS, sleeper);
        cutOff(sleeper, sleepsNs);
    }

    private void cutOff(final SimulatedNode sleeper, final long sleepsNs) {
        final Conditions.Network wires = world.conditions.network();
        final long afterNs = 4 * (wires.delayNs() + wires.jitterNs());
        final long awakeNs = world.conditions.cluster().electionNsMin();
        world.time.after(afterNs, () -> cut(sleeper.id(), Math.max(1, sleepsNs - afterNs)
                + chance.between(0, awakeNs)));
    }

    private void cut(final int id, final long durationNs) {
        if (!isOver) {
            for (final SimulatedNode other : world.nodes) {
                world.network.cut(id, other.id());
                world.network.cut(other.id(), id);
            }
            world.time.after(durationNs, () -> mend(id));
        }
    }

    private void mend(final int id) {
        for (int other = 1; !isOver && other <= world.nodes.size(); other++) {
            world.network.mend(id, other);
            world.network.mend(other, id);
        }
    }
}
