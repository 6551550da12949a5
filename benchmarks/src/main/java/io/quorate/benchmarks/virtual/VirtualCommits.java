package io.quorate.benchmarks.virtual;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the protocol costs in numbers that no noise touches: messages, bytes, syncs and rounds,
 * counted in virtual time, and what is allocated. The same code gives the same numbers, to the last
 * digit, on any machine.
 */
public final class VirtualCommits {
    private static final int COMMANDS = 1000;
    private static final int ELECTIONS = 1000;
    private static final int PAYLOAD = 32;
    private static final long SYNC_NS = 1_000_000;

    private VirtualCommits() {
    }

    /** All numbers, by name. */
    public static SortedMap<String, Long> count() {
        final SortedMap<String, Long> counts = new TreeMap<>();
        for (final int nodes : new int[] {3, 5}) {
            addCommits(counts, nodes, 1);
            addCommits(counts, nodes, 100);
            addSyncs(counts, nodes, 1);
            addSyncs(counts, nodes, 100);
            addElections(counts, nodes);
        }
        for (final String storage : List.of("memory", "mapped")) {
            counts.put("commits_1000.nodes_3.storage_" + storage + ".allocated_bytes",
                    Allocations.perThousand(storage));
        }
        return counts;
    }

    private static void addCommits(final SortedMap<String, Long> counts, final int nodes,
            final int atOnce) {
        // so rare a heartbeat that none falls among the commits
        final VirtualCluster cluster = new VirtualCluster(
                VirtualSettings.of(nodes, 100_000, 200_000, VirtualSettings.Wire.of(0.05)));
        cluster.until(cluster::isSettled);
        cluster.pass(1_000_000_000);
        final VirtualNode leader = cluster.leader();
        final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocate(PAYLOAD));
        final long messages = cluster.sent();
        final long bytes = cluster.sentBytes();
        for (int i = 0; i < COMMANDS; i += atOnce) {
            for (int j = 0; j < atOnce; j++) {
                leader.raft().propose(command, 0, PAYLOAD);
            }
            leader.wake();
            final long last = leader.raft().lastIndex();
            cluster.until(() -> leader.raft().commitIndex() >= last);
            cluster.pass(1_000_000);
        }
        final String name = "commits_1000.nodes_" + nodes + ".at_once_" + atOnce;
        counts.put(name + ".messages", cluster.sent() - messages);
        counts.put(name + ".wire_bytes", cluster.sentBytes() - bytes);
    }

    /** On disks that take a millisecond to sync, while a command comes every so often. */
    private static void addSyncs(final SortedMap<String, Long> counts, final int nodes,
            final int inOneSync) {
        final VirtualCluster cluster = new VirtualCluster(VirtualSettings.of(nodes, 100_000,
                200_000, VirtualSettings.Wire.of(0.05)), SYNC_NS);
        cluster.until(cluster::isSettled);
        cluster.pass(1_000_000_000);
        final VirtualNode leader = cluster.leader();
        final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocate(PAYLOAD));
        final long before = syncs(cluster);
        for (int i = 0; i < COMMANDS; i++) {
            leader.raft().propose(command, 0, PAYLOAD);
            leader.wake();
            final long last = leader.raft().lastIndex();
            if (inOneSync == 1) {
                cluster.until(() -> leader.raft().commitIndex() >= last);
            }
            cluster.pass(SYNC_NS / inOneSync);
        }
        cluster.pass(100 * SYNC_NS);
        counts.put("commits_1000.nodes_" + nodes + ".in_one_sync_" + inOneSync + ".syncs",
                syncs(cluster) - before);
    }

    private static long syncs(final VirtualCluster cluster) {
        return cluster.nodes().stream().mapToLong(VirtualNode::syncs).sum();
    }

    private static void addElections(final SortedMap<String, Long> counts, final int nodes) {
        final List<VirtualTrial> trials = VirtualElections.run(
                VirtualSettings.of(nodes, 50, 100, VirtualSettings.Wire.of(1)), ELECTIONS);
        counts.put("elections_1000.nodes_" + nodes + ".rounds",
                trials.stream().mapToLong(VirtualTrial::rounds).sum());
        counts.put("elections_1000.nodes_" + nodes + ".messages",
                trials.stream().mapToLong(VirtualTrial::messages).sum());
    }
}
