package io.quorate.benchmarks.virtual;

import io.quorate.node.Clocks;
import io.quorate.node.IngressConfig;
import io.quorate.node.NodeAgent;
import io.quorate.node.NodeCounters;
import io.quorate.port.Storage;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import java.util.List;

/** One member: the production duty cycle on a log in memory that outlives its crashes. */
final class VirtualNode {
    private static final int CYCLES_MAX = 64;        // more without a pause would be a busy loop
    private static final long SHORT_NAP_NS = 10_000;

    final int id;
    private final VirtualCluster cluster;
    private final MemoryLog log = new MemoryLog(1 << 16, 2048);
    private final MemoryVoteStore votes;
    private final MemorySnapshotStore snapshots = new MemorySnapshotStore(VirtualCluster.ID);
    private final Clocks clocks;
    private final NodeCounters counters = NodeCounters.inMemory();
    private final double clockRate;
    private VirtualWire wire;
    private NodeAgent agent;
    private long wakeNs = Long.MAX_VALUE;
    private long pausedUntilNs;
    private int lives;

    VirtualNode(final VirtualCluster cluster, final int id, final double clockRate) {
        this.clockRate = clockRate;
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
                new IngressConfig(64, 0, 4096),
                new Storage(log, votes.open(), snapshots), wire,
                (index, command, offset, length, reply) -> 0, clocks, counters);
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
