package io.quorate.node;

import io.quorate.port.LogStorage;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import io.quorate.session.SessionLimits;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import io.quorate.transport.loopback.LoopbackNetwork;
import io.quorate.wire.SessionEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Nodes in one thread, over loopback, whose time is a number that the test moves. */
final class InlineCluster implements AutoCloseable {
    static final long MS = 1_000_000;
    static final long HEARTBEAT = 10 * MS;
    static final long TIMEOUT_MIN = 100 * MS;
    static final long TIMEOUT_MAX = 200 * MS;
    static final int MAX_COMMAND = 256;
    static final int MAX_ENTRY = MAX_COMMAND + SessionEntry.HEAD_LENGTH;
    static final int MAX_UNCOMMITTED = 64;
    /** Answers each command with the command itself. */
    static final StateMachine ECHO = (index, command, offset, length, reply) -> {
        reply.putBytes(0, command, offset, length);
        return length;
    };

    final List<NodeAgent> nodes = new ArrayList<>();
    final List<NodeCounters> counters = new ArrayList<>();
    final List<CuttableTransport> transports = new ArrayList<>();
    private final LoopbackNetwork network = new LoopbackNetwork();
    private final List<Storage> disks = new ArrayList<>();
    private final List<Integer> members;
    private final IntFunction<StateMachine> stateMachines;
    private final int maxUncommitted;
    SnapshotPolicy policy;
    private final boolean isForwarding;
    private final AdmissionLimits admission;
    private long nowNs = 1_000 * MS;
    /** By how much each member's wall clock is off. */
    final long[] skewMs = new long[31];

    InlineCluster(final int size, final IntFunction<StateMachine> stateMachines) {
        this(size, stateMachines, id -> new MemoryLog(1 << 20, MAX_ENTRY), MAX_UNCOMMITTED);
    }

    InlineCluster(final int size, final IntFunction<StateMachine> stateMachines,
            final IntFunction<LogStorage> logs, final int maxUncommitted) {
        this(size, stateMachines, logs, maxUncommitted, SnapshotPolicy.OFF);
    }

    InlineCluster(final int size, final IntFunction<StateMachine> stateMachines,
            final IntFunction<LogStorage> logs, final int maxUncommitted,
            final SnapshotPolicy policy) {
        this(size, stateMachines, logs, maxUncommitted, policy, false, AdmissionLimits.off());
    }

    private InlineCluster(final int size, final IntFunction<StateMachine> stateMachines,
            final IntFunction<LogStorage> logs, final int maxUncommitted,
            final SnapshotPolicy policy, final boolean isForwarding,
            final AdmissionLimits admission) {
        this.admission = admission;
        this.policy = policy;
        this.isForwarding = isForwarding;
        members = IntStream.rangeClosed(1, size).boxed().toList();
        this.stateMachines = stateMachines;
        this.maxUncommitted = maxUncommitted;
        for (final int id : members) {
            disks.add(new Storage(logs.apply(id), new MemoryVoteStore(1000 + id),
                    new MemorySnapshotStore(77)));
            counters.add(NodeCounters.inMemory());
            transports.add(null);
            nodes.add(null);
            start(id);
        }
    }

    /** Starts a member on what its storage holds. */
    void start(final int id) {
        final Storage disk = disks.get(id - 1);
        ((MemoryVoteStore) disk.votes()).open();
        transports.set(id - 1, new CuttableTransport(network.open(id, members)));
        nodes.set(id - 1, new NodeAgent(config(id), limits(), policy, disk, transports.get(id - 1),
                stateMachines.apply(id),
                new Clocks(() -> nowNs, () -> nowNs / MS + skewMs[id - 1]),
                counters.get(id - 1)));
    }

    /** Members that send writes on to their leader. */
    static InlineCluster forwarding(final int size, final IntFunction<StateMachine> machines) {
        return new InlineCluster(size, machines, id -> new MemoryLog(1 << 20, MAX_ENTRY),
                MAX_UNCOMMITTED, SnapshotPolicy.OFF, true, AdmissionLimits.off());
    }

    /** Members that send writes on to their leader, and refuse what is more than that. */
    static InlineCluster limited(final int size, final IntFunction<StateMachine> machines,
            final AdmissionLimits admission) {
        return new InlineCluster(size, machines, id -> new MemoryLog(1 << 20, MAX_ENTRY),
                MAX_UNCOMMITTED, SnapshotPolicy.OFF, true, admission);
    }

    static InlineCluster of(final int size) {
        return new InlineCluster(size, id -> ECHO);
    }

    private RaftConfig config(final int id) {
        return RaftConfig.of(77, id, members, HEARTBEAT, TIMEOUT_MIN, TIMEOUT_MAX, id)
                .withLimits(64, 1 << 20, maxUncommitted);
    }

    private IngressConfig limits() {
        return new IngressConfig(MAX_COMMAND, MAX_COMMAND, 64 << 10)
                .with(new SessionLimits(4, 64, 1000)).forwarding(isForwarding).with(admission);
    }

    LogStorage log(final int id) {
        return disks.get(id - 1).log();
    }

    NodeAgent node(final int id) {
        return nodes.get(id - 1);
    }

    /** One cycle of each node that runs; returns how much was done. */
    int cycle() {
        int work = 0;
        for (int i = 0; i < nodes.size(); i++) {             // an iterator would be allocated
            work += nodes.get(i).isStopped() ? 0 : nodes.get(i).doWork();
        }
        return work;
    }

    long nowNs() {
        return nowNs;
    }

    void pass(final long ns) {
        nowNs += ns;
    }

    /** Lets time pass until it is so, or fails after a simulated minute. */
    InlineCluster runUntil(final BooleanSupplier condition) {
        final long deadlineNs = nowNs + 60_000 * MS;
        while (!condition.getAsBoolean()) {
            if (nowNs > deadlineNs) {
                throw new AssertionError("not within a simulated minute: " + nodes.stream()
                        .map(node -> node.raft().toString()).toList());
            }
            cycle();
            pass(MS);
        }
        return this;
    }

    /** Lets that much time pass. */
    InlineCluster run(final long ns) {
        final long endNs = nowNs + ns;
        return runUntil(() -> nowNs - endNs >= 0);
    }

    /** Elects a leader whom all follow, and returns it. */
    NodeAgent lead() {
        runUntil(() -> leader() != null && nodes.stream().allMatch(node -> node.isStopped()
                || node.raft().leaderId() == id(leader())
                        && node.appliedIndex() == leader().raft().lastIndex()));
        return leader();
    }

    /** The leader of the newest term, or null. */
    NodeAgent leader() {
        NodeAgent newest = null;
        for (final NodeAgent node : nodes) {
            if (!node.isStopped() && node.raft().role() == Role.LEADER
                    && (newest == null || node.raft().term() > newest.raft().term())) {
                newest = node;
            }
        }
        return newest;
    }

    NodeAgent aFollower() {
        return nodes.stream().filter(node -> node.raft().role() == Role.FOLLOWER).findFirst()
                .orElseThrow();
    }

    int id(final NodeAgent node) {
        return nodes.indexOf(node) + 1;
    }

    CuttableTransport transportOf(final NodeAgent node) {
        return transports.get(nodes.indexOf(node));
    }

    NodeCounters countersOf(final NodeAgent node) {
        return counters.get(nodes.indexOf(node));
    }

    @Override
    public void close() {
        nodes.forEach(NodeAgent::onClose);
    }
}
