package io.quorate.benchmarks.rig;

import io.quorate.liveness.TcpLiveness;
import io.quorate.node.ChangeAnswer;
import io.quorate.node.HeapGauge;
import io.quorate.node.IngressConfig;
import io.quorate.node.MembershipView;
import io.quorate.node.NodeAgent;
import io.quorate.node.NodeCounter;
import io.quorate.node.NodeCounters;
import io.quorate.node.Submitter;
import io.quorate.port.LogStorage;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.Transport;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;

/**
 * One member of a rig over all its lives. A crash stops it between two duty cycles, without a word
 * to anyone; its links, if it has any, end at once, as those of a process do that is killed. Its
 * files and its transport are let go of when it is buried, before the next life.
 */
public final class Member implements Agent {
    private static final long PURGE_STEP = 1 << 16;         // indexes between two purges
    private static final ErrorHandler KEPT_BY_THE_NODE = error -> {};

    private final RaftConfig config;
    private final IngressConfig limits;
    private final Parts parts;
    private final AtomicLong purgeable;
    private final Fitting fitting;
    private final Witness witness;
    private final StateMachine machine;
    private final Trace trace;
    private NodeCounters counters = NodeCounters.inMemory();
    private volatile NodeAgent node;
    private LogStorage log;
    private TcpLiveness links;           // null where there are none
    private AgentRunner runner;
    private volatile boolean isCrashed = true;
    private long purgedTo;

    /**
     * A member that has never lived.
     *
     * @param purgeable    the highest index that no member will need again
     * @param ballastBytes of state, which snapshots carry; with 0 the member purges its log itself
     */
    Member(final RaftConfig config, final IngressConfig limits, final Parts parts,
            final Leaders leaders, final AtomicLong purgeable, final long ballastBytes,
            final Fitting fitting) {
        this.config = config;
        this.limits = limits;
        this.parts = parts;
        this.purgeable = purgeable;
        this.fitting = fitting;
        witness = new Witness(config.self());
        machine = ballastBytes == 0 ? witness : new Ballast(witness, ballastBytes);
        trace = new Trace(config.self(), leaders, () -> fitting.aheadNs(config.self()));
    }

    /** Begins a life; {@code isFirst} allows its storage to be made. */
    void start(final boolean isFirst) {
        final Transport transport =
                fitting.transport(config.self(), parts.transport(config.self()));
        try {
            start(fitting.storage(config.self(), parts.storage(config.self(), isFirst)),
                    transport);
        } catch (final RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private void start(final Storage storage, final Transport transport) {
        log = storage.log();
        purgedTo = 0;
        trace.forget();
        counters = NodeCounters.inMemory();
        node = new NodeAgent(config, limits, storage, transport,
                fitting.machine(config.self(), machine),
                fitting.clocks(config.self()), counters);
        node.watchHealth(fitting.health());
        node.watchHeap(HeapGauge.ofJvm(limits.admission().heapPercent()));
        node.watchDisk(parts.probe(config.self(), fitting));
        node.acquaint(parts.peers());
        links = parts.links(config.self(), storage.votes().incarnation());
        if (links != null) {
            node.watchProcesses(links);
        }
        isCrashed = false;
    }

    /** Gives this life a thread of its own. */
    void startThread() {
        runner = new AgentRunner(parts.idleStrategy(), KEPT_BY_THE_NODE, null, this);
        AgentRunner.startOnThread(runner, task -> {
            final Thread thread = new Thread(task, roleName());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int doWork() {
        if (isCrashed) {
            node.stop();
            return 0;
        }
        if (!fitting.mayWork(config.self())) {
            return 0;
        }
        final int work = node.doWork();
        trace.look(node.raft());
        final long allowed = purgeable.get();
        if (allowed - purgedTo >= PURGE_STEP && machine == witness) {
            purge(allowed);
        }
        return work;
    }

    /** As peers drop what a snapshot holds, so that no run becomes a test of write-back. */
    private void purge(final long allowed) {
        purgedTo = allowed;
        log.purgeTo(Math.min(allowed, Math.min(log.durableIndex(), node.appliedIndex())));
    }

    /** Whether it would be told at once that this member's process is gone. */
    boolean isWatching(final Member other) {
        return links != null && links.isWatching(other.id());
    }

    /** Stops it between two duty cycles, and ends its links; of the rig's thread. */
    void crash() {
        isCrashed = true;
        if (links != null) {
            links.end();
        }
    }

    /** Ends its thread, if it has one, and closes its transport and storage. */
    void bury() {
        if (runner != null) {
            runner.close();
            runner = null;
        } else if (node != null) {
            node.onClose();
        }
        node = null;
    }

    @Override
    public void onClose() {
        node.onClose();
    }

    @Override
    public String roleName() {
        return "quorate-member-" + config.self();
    }

    /** Its id, from 1. */
    public int id() {
        return config.self();
    }

    /** Whether it lives, as far as its rig has seen to. */
    public boolean isAlive() {
        return !isCrashed;
    }

    /** What it is; a member without life follows. */
    public Role role() {
        return isCrashed ? Role.FOLLOWER : counters.role();
    }

    /** What it has published last, in its present life or the one before. */
    public long counter(final NodeCounter counter) {
        return counters.get(counter);
    }

    /** Has it hand over its office, if it leads; from any thread. */
    public void transfer() {
        final var unused = node.transfer(0);             // what came of it is seen in its role
    }

    /** The newest term that it knows of. */
    public long term() {
        return counters.get(NodeCounter.TERM);
    }

    /** Who leads, as far as it knows; 0 if it does not. */
    public int leaderId() {
        return (int) counters.get(NodeCounter.LEADER);
    }

    /** The lowest entry in its log; inline only, or while it rests. */
    long firstIndex() {
        return log.firstIndex();
    }

    /** The highest entry in its log. */
    public long lastIndex() {
        return counters.get(NodeCounter.LAST_INDEX);
    }

    /** The highest entry that it knows to be committed. */
    public long commitIndex() {
        return counters.get(NodeCounter.COMMIT_INDEX);
    }

    /** The highest entry that it has applied. */
    public long appliedIndex() {
        return counters.get(NodeCounter.APPLIED_INDEX);
    }

    /** The highest entry that it has both made durable and applied. */
    long settledIndex() {
        return Math.min(counters.get(NodeCounter.DURABLE_INDEX), appliedIndex());
    }

    /** Has it take a snapshot as soon as may be; from any thread. */
    public void takeSnapshot() {
        node.takeSnapshot();
    }

    /** The last entry that its newest snapshot covers; 0 while there is none. */
    public long snapshotIndex() {
        return counters.get(NodeCounter.SNAPSHOT_INDEX);
    }

    /** The lowest entry that it still has, as it last said. */
    public long lowestIndex() {
        return counters.get(NodeCounter.FIRST_INDEX);
    }

    /** What it applied. */
    public Witness witness() {
        return witness;
    }

    List<Mark> marksSince(final long fromNs) {
        return trace.since(fromNs);
    }

    /** Whether its configuration names that member. */
    boolean counts(final int member) {
        final NodeAgent alive = node;
        return alive != null && alive.membership().configuration().member(member) != null;
    }

    /** Who the members are, as it knows it. */
    public MembershipView membership() {
        return node.membership();
    }

    /** Changes who the members are, if it leads. */
    public CompletableFuture<ChangeAnswer> change(final MembershipChange change) {
        return node.change(change);
    }

    /** A new way in, for so many commands at a time. */
    public Submitter submitter(final int window) {
        return node.submitter(window);
    }

    /** Why it stopped by itself; null while it has not. */
    Throwable failure() {
        final NodeAgent alive = node;
        return alive == null ? null : alive.failure();
    }
}
