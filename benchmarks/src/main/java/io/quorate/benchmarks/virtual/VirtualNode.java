package io.quorate.benchmarks.virtual;

import io.quorate.node.ChangeAnswer;
import io.quorate.node.Clocks;
import io.quorate.node.IngressConfig;
import io.quorate.node.NodeAgent;
import io.quorate.node.NodeCounter;
import io.quorate.node.NodeCounters;
import io.quorate.node.Submitter;
import io.quorate.port.LogStorage;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One member: the production duty cycle on a log in memory that outlives its crashes. */
final class VirtualNode {
    private static final int CYCLES_MAX = 64;        // more without a pause would be a busy loop
    private static final long SHORT_NAP_NS = 10_000;
    private static final int WINDOW = 64;

    final int id;
    private final VirtualCluster cluster;
    private final LogStorage log;
    private final MemoryVoteStore votes;
    private final MemorySnapshotStore snapshots = new MemorySnapshotStore(VirtualCluster.ID);
    private final Clocks clocks;
    private final NodeCounters counters = NodeCounters.inMemory();
    private final double clockRate;
    private final Supplier<StateMachine> machines;
    private VirtualWire wire;
    private NodeAgent agent;
    private Submitter guest;
    private boolean isForwarding = true;
    private long wakeNs = Long.MAX_VALUE;
    private long pausedUntilNs;
    private int lives;

    VirtualNode(final VirtualCluster cluster, final int id, final double clockRate,
            final Supplier<StateMachine> machines, final long syncNs) {
        final MemoryLog memory = new MemoryLog(1 << 16, 2048);
        log = syncNs == 0 ? memory : new VirtualDisk(memory, cluster, this, syncNs);
        this.clockRate = clockRate;
        this.machines = machines;
        this.cluster = cluster;
        this.id = id;
        votes = new MemoryVoteStore(1000L + id);
        clocks = new Clocks(this::clockNs, () -> cluster.nowNs() / 1_000_000);
    }

    private long clockNs() {
        return clockRate == 1 ? cluster.nowNs() : (long) (cluster.nowNs() * clockRate);
    }

    void start(final List<Integer> members) {
        final VirtualSettings settings = cluster.settings();
        wire = new VirtualWire(cluster, id);
        agent = new NodeAgent(
                RaftConfig.of(VirtualCluster.ID, id, members, settings.heartbeatNs(),
                        settings.timeoutNsMin(), settings.timeoutNsMax(),
                        settings.seed() * 31 + id * 1009L + lives++ * 9176L),
                new IngressConfig(64, 0, 4096).forwarding(isForwarding),
                new Storage(log, votes.open(), snapshots), wire, machines.get(), clocks, counters);
        guest = null;
        pausedUntilNs = 0;
        wakeNs = cluster.nowNs();
    }

    /** Ends without a word; what is on its way to it is lost. */
    void crash() {
        agent.stop();
        agent = null;
        wakeNs = Long.MAX_VALUE;
    }

    boolean isUp() {
        return agent != null;
    }

    /** From its next life on: whether it sends writes on to its leader, or names it. */
    void forwarding(final boolean isOn) {
        isForwarding = isOn;
    }

    /** While it is down: it will remember a term so much later than it does; returns that. */
    long raiseTerm(final long by) {
        if (by > 0) {
            votes.store(votes.term() + by, VoteStore.NOBODY, votes.promiseNs());
        }
        return votes.term();
    }

    /** The seat of a client at it, for this life. */
    Submitter guest() {
        if (guest == null) {
            guest = agent.submitter(WINDOW);
        }
        return guest;
    }

    /** Syncs of its disk; 0 of a log in memory. */
    long syncs() {
        return log instanceof VirtualDisk disk ? disk.syncs() : 0;
    }

    /** Whether a client has sat down at it in this life. */
    boolean hasGuest() {
        return guest != null && agent != null;
    }

    /** Has it change who the members are, if it leads. */
    CompletableFuture<ChangeAnswer> change(final MembershipChange change) {
        final CompletableFuture<ChangeAnswer> answer = agent.change(change);
        wake();
        return answer;
    }

    /** Has it take a snapshot of what it has applied. */
    void takeSnapshot() {
        agent.takeSnapshot();
        wake();
    }

    /** The last entry that its newest snapshot covers; 0 while there is none. */
    long snapshotIndex() {
        return counters.get(NodeCounter.SNAPSHOT_INDEX);
    }

    long appliedIndex() {
        return agent.appliedIndex();
    }

    void deliver(final byte[] frame) {
        if (agent != null) {
            wire.deliver(frame);
            wake();
        }
    }

    /** Works as soon as others have had their turn of this moment. */
    void wake() {
        wakeNs = Math.max(pausedUntilNs, cluster.nowNs());
    }

    long wakeNs() {
        return wakeNs;
    }

    /** Stands still until then: what arrives meanwhile waits. */
    void pauseUntil(final long untilNs) {
        pausedUntilNs = Math.max(pausedUntilNs, untilNs);
        wakeNs = Math.max(wakeNs, untilNs);
    }

    /** Works until there is nothing to do, and sets its alarm. */
    void run() {
        wire.hold(true);
        agent.doWork();          // a node that turns all the time knows the time when it hears
        wire.hold(false);
        int cycles = 0;
        while (agent.doWork() > 0 && cycles < CYCLES_MAX) {
            cycles++;
        }
        final long untilDueNs = (long) ((agent.nextDeadlineNs() - clockNs()) / clockRate);
        wakeNs = cluster.nowNs() + Math.max(untilDueNs, SHORT_NAP_NS);
    }

    Raft raft() {
        return agent.raft();
    }

    Role role() {
        return agent == null ? Role.FOLLOWER : agent.raft().role();
    }

    /** Forgets entries that nobody needs any more, so that a long run does not fill the memory. */
    void purgeTo(final long index) {
        if (index > log.firstIndex()) {
            log.purgeTo(index);
        }
    }
}
