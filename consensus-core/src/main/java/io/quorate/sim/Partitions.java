package io.quorate.sim;

import java.util.ArrayList;
import java.util.List;

/** Cuts the network into shapes, and mends each cut after its while. */
final class Partitions {
    private static final int FLAPS = 8;

    private record Cut(int from, int to) {
    }

    private final World world;
    private final Chance chance;
    private final int nodes;
    private boolean isOver;

    Partitions(final World world, final Chance chance) {
        this.world = world;
        this.chance = chance;
        nodes = world.conditions.cluster().nodes();
    }

    /** From now on, nothing is cut any more, and mending is somebody else's work. */
    void end() {
        isOver = true;
    }

    void strike(final Fault kind, final SimulatedNode victim, final long durationNs) {
        final int id = victim.id();
        switch (kind) {
            case PARTITION -> cut(kind, victim, halves(halfOf(0)), durationNs);
            case ONE_WAY_PARTITION -> cut(kind, victim, oneWay(id, chance.is(0.5)), durationNs);
            case ISOLATION -> cut(kind, victim, halves(1 << id), durationNs);
            case BRIDGE -> cut(kind, victim, without(id, halves(halfOf(id))), durationNs);
            case RING -> cut(kind, victim, ring(), durationNs);
            default -> flap(victim, halves(chance.is(0.5) ? 1 << id : halfOf(0)), FLAPS);
        }
    }

    /** A random set of members as bits by id, never all of the others and never none. */
    private int halfOf(final int but) {
        int half = 0;
        for (int id = 1; id <= nodes; id++) {
            half |= id != but && chance.is(0.5) ? 1 << id : 0;
        }
        return half;
    }

    private List<Cut> halves(final int half) {
        final List<Cut> cuts = new ArrayList<>();
        for (int from = 1; from <= nodes; from++) {
            for (int to = 1; to <= nodes; to++) {
                if ((half >> from & 1) != (half >> to & 1)) {
                    cuts.add(new Cut(from, to));
                }
            }
        }
        return cuts;
    }

    private static List<Cut> without(final int bridge, final List<Cut> cuts) {
        cuts.removeIf(cut -> cut.from == bridge || cut.to == bridge);
        return cuts;
    }

    private List<Cut> oneWay(final int id, final boolean isDeaf) {
        final List<Cut> cuts = new ArrayList<>();
        for (int other = 1; other <= nodes; other++) {
            if (other != id) {
                cuts.add(isDeaf ? new Cut(other, id) : new Cut(id, other));
            }
        }
        return cuts;
    }

    private List<Cut> ring() {
        final List<Cut> cuts = new ArrayList<>();
        for (int from = 1; from <= nodes; from++) {
            for (int to = 1; to <= nodes; to++) {
                final int apart = Math.floorMod(from - to, nodes);
                if (apart > 1 && apart < nodes - 1) {
                    cuts.add(new Cut(from, to));
                }
            }
        }
        return cuts;
    }

    private void cut(final Fault kind, final SimulatedNode victim, final List<Cut> cuts,
            final long durationNs) {
        if (isOver || cuts.isEmpty()) {
            return;
        }
        world.struck(kind, victim);
        for (final Cut cut : cuts) {
            world.network.cut(cut.from, cut.to);
        }
        world.time.after(durationNs, () -> mend(cuts));
    }

    private void mend(final List<Cut> cuts) {
        if (!isOver) {
            for (final Cut cut : cuts) {
                world.network.mend(cut.from, cut.to);
            }
        }
    }

    /** Comes and goes as often as elections do. */
    private void flap(final SimulatedNode victim, final List<Cut> cuts, final int times) {
        final long periodNs = world.conditions.cluster().electionNsMin();
        if (times > 0) {
            cut(Fault.FLAPPING, victim, cuts, periodNs);
            world.time.after(periodNs + chance.about(periodNs),
                    () -> flap(victim, cuts, times - 1));
        }
    }
}
