package io.quorate.sim;

import io.quorate.port.DiskProbe;

/**
 * What asks the nodes' disks, if a run has it: a sync that takes its time and stalls as any other,
 * with chance of its own, so that a run without it is as it was.
 */
final class Probes {
    private final World world;
    private final Chance chance;
    private final long intervalNs;

    /** Probes that ask so long after each answer; 0 for none. */
    Probes(final World world, final Chance chance, final long intervalNs) {
        this.world = world;
        this.chance = chance;
        this.intervalNs = intervalNs;
    }

    /** None in most runs, and busy or lazy ones in others. */
    static Probes draw(final World world, final Chance chance) {
        final Conditions.Cluster cluster = world.conditions.cluster();
        return new Probes(world, chance, chance.is(0.75) ? 0
                : chance.magnitude(cluster.heartbeatNs(), 10 * cluster.electionNsMax()));
    }

    /** One node's, in the life that begins. */
    DiskProbe of(final SimulatedNode node) {
        return intervalNs == 0 ? DiskProbe.NONE : new Asking(node);
    }

    private final class Asking implements DiskProbe {
        private final SimulatedNode node;
        private final int life;
        private boolean isWaiting;
        private long sinceNs;

        Asking(final SimulatedNode node) {
            this.node = node;
            life = node.openings();
            world.time.after(intervalNs, this::ask);
        }

        private void ask() {
            if (node.isUp() && node.openings() == life) {
                isWaiting = true;
                sinceNs = world.time.nowNs();
                node.disk().afterSync(chance, this::onAnswer);
            }
        }

        private void onAnswer() {
            isWaiting = false;
            world.time.after(intervalNs, this::ask);
        }

        @Override
        public long intervalNs() {
            return intervalNs;
        }

        @Override
        public long waitedNs() {
            return isWaiting ? world.time.nowNs() - sinceNs : 0;
        }

        @Override
        public void close() {
            // its node has ended, and it asks no more
        }
    }
}
