package io.quorate.node;

import io.quorate.raft.Role;
import java.nio.file.Path;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * A node's counters in shared memory. The node's thread notes changes as they happen, and publishes
 * what has changed once in a duty cycle; any thread reads.
 */
public final class NodeCounters {
    private static final NodeCounter[] ALL = NodeCounter.values();
    private static final Role[] ROLES = Role.values();
    private static final Health[] HEALTH = Health.values();
    private static final ClusterHealth[] CLUSTER = ClusterHealth.values();

    private final long[] noted = new long[ALL.length];
    private final long[] published = new long[ALL.length];
    private final AtomicCounter[] counters = new AtomicCounter[ALL.length];

    /** Counters allocated, one by one, in that manager's buffers. */
    public NodeCounters(final CountersManager manager) {
        for (final NodeCounter counter : ALL) {
            counters[counter.id()] = manager.newCounter(counter.label());
        }
    }

    /**
     * Counters in a file in that directory, or, without one, in this process's memory alone.
     *
     * @param directory null, or a directory, made if need be
     * @throws io.quorate.port.StorageException if no file can be made there
     */
    public static NodeCounters of(final Path directory) {
        if (directory == null) {
            return inMemory();
        }
        final CountersFile file = CountersFile.create(directory, ALL.length);
        final NodeCounters counters = new NodeCounters(file.manager());
        file.complete();
        return counters;
    }

    /**
     * The counters of the node in that directory, from any process, while it runs and after: all
     * of them.
     *
     * @throws ConfigException if there are none, or if they are being made
     */
    public static CountersReader read(final Path directory) {
        return CountersFile.read(directory);
    }

    /** Counters in this process's memory alone. */
    public static NodeCounters inMemory() {
        return new NodeCounters(new CountersManager(
                buffer(ALL.length * CountersReader.METADATA_LENGTH),
                buffer(ALL.length * CountersReader.COUNTER_LENGTH)));
    }

    private static UnsafeBuffer buffer(final int length) {
        return new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(length, BitUtil.CACHE_LINE_LENGTH));
    }

    /** What was last published; any thread. */
    public long get(final NodeCounter counter) {
        return counters[counter.id()].get();
    }

    /** How the node fares, as was last published; any thread. */
    public Health health() {
        return HEALTH[(int) get(NodeCounter.HEALTH)];
    }

    /** How the cluster fares, as was last published; any thread. */
    public ClusterHealth clusterHealth() {
        return CLUSTER[(int) get(NodeCounter.CLUSTER)];
    }

    /** The role that was last published; any thread. */
    public Role role() {
        return ROLES[(int) get(NodeCounter.ROLE)];
    }

    @SuppressWarnings("EnumOrdinal")
    void setRole(final Role role) {
        set(NodeCounter.ROLE, role.ordinal());
    }

    @SuppressWarnings("EnumOrdinal")
    void setHealth(final HealthGate gate, final ClusterHealth cluster) {
        set(NodeCounter.CLUSTER, cluster.ordinal());
        final HealthMonitor monitor = gate.monitor();
        set(NodeCounter.HAND_OVERS, gate.handOvers());
        set(NodeCounter.HEALTH, monitor.health().ordinal());
        set(NodeCounter.DISK_WAIT_US, monitor.diskNs() / 1000);
        set(NodeCounter.APPLY_WAIT_US, monitor.applyNs() / 1000);
    }

    void set(final NodeCounter counter, final long value) {
        noted[counter.id()] = value;
    }

    void add(final NodeCounter counter, final long more) {
        noted[counter.id()] += more;
    }

    void increment(final NodeCounter counter) {
        noted[counter.id()]++;
    }

    void publish() {
        for (int i = 0; i < noted.length; i++) {
            if (noted[i] != published[i]) {
                published[i] = noted[i];
                counters[i].setRelease(noted[i]);
            }
        }
    }
}
