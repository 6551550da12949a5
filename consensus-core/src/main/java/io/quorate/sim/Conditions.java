package io.quorate.sim;

import io.quorate.node.SnapshotPolicy;
import io.quorate.port.Durability;
import java.util.ArrayList;
import java.util.List;

/**
 * What a seed has in store for a run. Each kind of trouble is there or not, and as heavy as chance
 * will have it: runs that are bad in few ways at once find what runs that are bad in every way
 * hide (swarm testing).
 *
 * @param cluster  who takes part, and how they are configured
 * @param network  how frames fare
 * @param disk     how long the disks take
 * @param load     what clients do
 * @param troubles the kinds of trouble that come and go
 * @param calmNs   the mean time from one trouble to the next
 * @param compaction when snapshots are taken
 * @param driftPpmMax by how much the rates of clocks may be wrong, in millionths
 */
record Conditions(Cluster cluster, Network network, Disk disk, Load load, List<Fault> troubles,
        long calmNs, Compaction compaction, long driftPpmMax) {
    static final long MICROS = 1_000;
    static final long MILLIS = 1_000_000;
    static final long SECONDS = 1_000_000_000;
    private static final long DRIFT_PPM_MAX = 20_000;

    private static final List<Fault> KINDS = List.of(Fault.PARTITION, Fault.ONE_WAY_PARTITION,
            Fault.ISOLATION, Fault.BRIDGE, Fault.RING, Fault.FLAPPING,
            Fault.SLEEPING_LEADER, Fault.CRASH, Fault.STOP,
            Fault.CRASH_WITHIN_CYCLE, Fault.CRASH_OF_ALL, Fault.DISK_STALL, Fault.DISK_ERROR,
            Fault.NO_ROOM, Fault.BACK_PRESSURE, Fault.PAUSE, Fault.SUSPENSION, Fault.TRANSFER);

    /** Who takes part, and how they are configured. */
    record Cluster(int nodes, Durability durability, long heartbeatNs, long electionNsMin,
            long electionNsMax, long promiseNs, int windowMessages, int windowBytes,
            int maxUncommitted) {
    }

    /** How frames fare: probabilities of each frame, and times. */
    record Network(double loss, double duplication, double replay, double corruption,
            double refusal,
            double delayed, boolean isOrdered, long delayNs, long jitterNs, int frameCapacity) {
        /** The same wires on a good day. */
        Network calm() {
            return new Network(0, 0, 0, 0, 0, 0, isOrdered, delayNs, jitterNs, frameCapacity);
        }
    }

    /** How long the disks take, and how many bytes of log lie in one piece. */
    record Disk(long syncNs, int chunkBytes) {
    }

    /**
     * What clients do: how often they come, with how many commands at once, and how long; and what
     * time a state machine takes for one of them.
     */
    record Load(long meanNs, int burst, int payloadBytes, long applyNs) {
    }

    /** When snapshots are taken, what they leave of the log, and how fast they are written. */
    record Compaction(SnapshotPolicy policy, int sliceBytes) {
    }

    /** Draws everything that is not given. */
    static Conditions draw(final Chance chance, final int nodes, final Durability durability) {
        final Cluster cluster = drawCluster(chance, nodes, durability);
        final Network network = drawNetwork(chance, cluster.electionNsMin());
        final Disk disk = new Disk(chance.magnitude(100 * MICROS, 20 * MILLIS),
                (int) chance.magnitude(256, 1 << 16));
        final Load load = new Load(chance.magnitude(50 * MILLIS, 1000 * MILLIS),
                (int) chance.magnitude(1, 12), (int) chance.magnitude(16, 1000),
                chance.is(0.3) ? chance.magnitude(MICROS, 50 * MICROS) : 0);
        final boolean mayCrash = cluster.durability() != Durability.MEMORY;
        final List<Fault> troubles = new ArrayList<>();
        for (final Fault kind : KINDS) {
            if (chance.is(0.5) && (mayCrash || !endsAProcess(kind))) {
                troubles.add(kind);
            }
        }
        return new Conditions(cluster, network, disk, load, List.copyOf(troubles),
                chance.magnitude(300 * MILLIS, 8 * SECONDS), drawCompaction(chance),
                DRIFT_PPM_MAX);
    }

    /**
     * Where a lease is put to the test: the office moves and is cut off often, clients come often,
     * and the rates of clocks may be that wrong.
     */
    Conditions withLeases(final long ppm) {
        final Cluster c = cluster;
        return new Conditions(new Cluster(Math.max(3, c.nodes), c.durability, c.heartbeatNs,
                4 * c.heartbeatNs, 5 * c.heartbeatNs, 4 * c.heartbeatNs, c.windowMessages,
                c.windowBytes, c.maxUncommitted), network.calm(), new Disk(MILLIS, disk.chunkBytes),
                new Load(10 * MILLIS, 2, load.payloadBytes, 0),
                List.of(Fault.ISOLATION, Fault.TRANSFER), 500 * MILLIS, compaction,
                ppm);
    }

    private static boolean endsAProcess(final Fault kind) {
        return switch (kind) {
            case CRASH, CRASH_WITHIN_CYCLE, CRASH_OF_ALL, STOP, DISK_ERROR -> true;
            default -> false;
        };
    }

    private static Compaction drawCompaction(final Chance chance) {
        final SnapshotPolicy policy = new SnapshotPolicy(chance.magnitude(1, 100), 0, 0,
                chance.is(0.5) ? 0 : chance.magnitude(1, 200));
        return new Compaction(chance.is(0.2) ? SnapshotPolicy.OFF : policy,
                (int) chance.magnitude(1, 4096));
    }

    private static Cluster drawCluster(final Chance chance, final int nodes,
            final Durability durability) {
        final int drawnNodes = new int[] {1, 2, 3, 3, 3, 4, 5, 5, 5, 6, 7, 7}[chance.below(12)];
        final Durability drawn = chance.is(0.75) ? Durability.FSYNC : Durability.PAGE_CACHE;
        final long heartbeatNs = chance.magnitude(50 * MILLIS, 150 * MILLIS);
        final long electionNsMin = (long) (heartbeatNs * chance.scaled(2, 6));
        return new Cluster(nodes == 0 ? drawnNodes : nodes,
                durability == null ? drawn : durability, heartbeatNs, electionNsMin,
                (long) (electionNsMin * chance.scaled(1.2, 2.5)),
                chance.is(0.3) ? electionNsMin : 0, 1 << chance.below(7),
                (int) chance.magnitude(64, 1 << 16), (int) chance.magnitude(4, 2000));
    }

    private static Network drawNetwork(final Chance chance, final long electionNsMin) {
        final boolean isBad = chance.is(0.75);
        return new Network(drawRate(chance, isBad, 0.3), drawRate(chance, isBad, 0.3),
                drawRate(chance, isBad, 0.2), drawRate(chance, isBad, 0.05),
                drawRate(chance, isBad, 0.3),
                drawRate(chance, isBad, 0.02), chance.is(0.5),
                chance.magnitude(20 * MICROS, electionNsMin / 40),
                chance.magnitude(10 * MICROS, electionNsMin / 20),
                (int) chance.magnitude(200, 8192));
    }

    private static double drawRate(final Chance chance, final boolean isBad, final double max) {
        final boolean isThere = chance.is(0.5);
        final double rate = chance.scaled(0.001, max);
        return isBad && isThere ? rate : 0;
    }
}
