package io.quorate.node;

import io.quorate.port.ClientHandler;
import io.quorate.port.DiskProbe;
import io.quorate.port.Liveness;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.Transport;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import io.quorate.raft.TransferOutcome;
import io.quorate.session.SessionTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * The duty cycle of a node: the whole program, in the order in which it happens. It has no thread,
 * file or clock of its own, so that a simulator runs the very same object in virtual time.
 *
 * <p>One thread calls everything here but {@link #submitter}, {@link #failure} and
 * {@link #askToStop}. Whatever is thrown in a cycle stops the node for good, for a stopped node is
 * safe.
 */
public final class NodeAgent implements Agent {
    private static final int PEER_LIMIT = 256;           // frames in one cycle
    private static final int CLIENT_LIMIT = 1024;        // commands in one cycle
    private static final int BUDGETS_PER_HEARTBEAT = 4;

    private final String name;
    private final Storage storage;
    private final Transport transport;
    private final NodeCounters counters;
    private final Raft raft;
    private final ClientParts clients;
    private final Inbound inbound;
    private final ClientHandler onClient;
    private final Contacts contacts;
    private final Changes changes;
    private final Applier applier;
    private final Snapshots snapshots;
    private final Handovers handovers;
    private final Gauges gauges;
    private final RaftConfig config;
    private final Clocks clocks;
    private final Rest rest = new Rest();
    private final Inquiry inquiry = new Inquiry();
    private final Supplier<Explanation> onInquiry = this::explain;
    private final Liveness.LostHandler onLost;
    private Liveness liveness = Liveness.NONE;
    private HealthGate gate;
    private long nowNs;
    private long seenIndex;
    private volatile boolean isAskedToStop;
    private volatile Throwable failure;

    /**
     * The same, with no snapshots but those that are asked for and those that a leader sends.
     *
     * @param clocks asked in the cycle, never elsewhere
     * @throws IllegalArgumentException if the log cannot hold the longest command
     * @throws IllegalStateException    if the log and the newest snapshot leave out entries
     */
    public NodeAgent(final RaftConfig config, final IngressConfig limits, final Storage storage,
            final Transport transport, final StateMachine stateMachine, final Clocks clocks,
            final NodeCounters counters) {
        this(config, limits, SnapshotPolicy.OFF, storage, transport, stateMachine, clocks,
                counters);
    }

    /**
     * A node on these parts, which are its own from now on: {@link #onClose} closes them.
     *
     * @param clocks asked in the cycle, never elsewhere
     * @throws IllegalArgumentException if the log cannot hold the longest command
     * @throws IllegalStateException    if the log and the newest snapshot leave out entries
     */
    public NodeAgent(final RaftConfig config, final IngressConfig limits,
            final SnapshotPolicy policy, final Storage storage, final Transport transport,
            final StateMachine stateMachine, final Clocks clocks, final NodeCounters counters) {
        if (limits.entryCapacity() > storage.log().maxPayloadLength()) {
            throw new IllegalArgumentException("the longest command, " + limits.maxCommandLength()
                    + " bytes, and what a session adds to it are above the log's limit of "
                    + storage.log().maxPayloadLength());
        }
        name = "quorate-" + config.clusterId() + "-" + config.self();
        this.config = config;
        this.storage = storage;
        this.transport = transport;
        this.counters = counters;
        this.clocks = clocks;
        nowNs = clocks.monotonic().nanoTime();
        raft = new Raft(config, storage, nowNs);
        clients = new ClientParts(raft, config, limits, storage, transport, stateMachine, clocks,
                counters);
        inbound = new Inbound(config, raft, clients.requests, clients.forwards, counters);
        onClient = inbound::onClient;
        contacts = new Contacts(config, raft, transport, inbound);
        changes = new Changes(raft);
        applier = new Applier(storage.log(), stateMachine, clients.sessions, clients.pending,
                clocks.monotonic(),
                config.heartbeatNs() / BUDGETS_PER_HEARTBEAT, limits);
        snapshots = new Snapshots(policy, config.clusterId(), storage, raft, applier,
                new SnapshotParts(clients.sessions, stateMachine), nowNs);
        onLost = raft.condition()::onConnectionLost;
        handovers = new Handovers(raft);
        clients.requests.operator(new Operator(config.self(), raft, clients, changes, handovers,
                snapshots, counters, limits));
        gate = new HealthGate(HealthLimits.off(), raft, config, nowNs);
        gauges = new Gauges(counters, raft, storage, transport, clients, applier, snapshots);
        gauges.publish(gate, liveness);
    }

    /** Before the first cycle: what the node bears before it counts as unhealthy; else anything. */
    public void watchHealth(final HealthLimits limits) {
        gate = new HealthGate(limits, raft, config, nowNs);
    }

    /** Then, but after it: what asks its disk; it is the node's own then. */
    public void watchDisk(final DiskProbe probe) {
        gate.watchBy(probe);
    }

    /** Before the first cycle: what tells whose process is gone; it is the node's own then. */
    public void watchProcesses(final Liveness links) {
        liveness = links;
        contacts.watchBy(links);
    }

    /** Before the first cycle: whose heap must not become too full to take more; else nobody's. */
    public void watchHeap(final HeapGauge gauge) {
        clients.admission.watch(gauge);
    }

    /**
     * One turn: inputs move positions, then what has become due is said, once.
     *
     * @return how much was done; 0 lets the caller idle
     * @throws AgentTerminationException when the node has stopped, with the reason as its cause
     */
    @Override
    public int doWork() {
        if (clients.seats.isStopped() || isAskedToStop) {
            throw new AgentTerminationException(failure);
        }
        try {
            return cycle();
        } catch (final Throwable reason) {
            fail(reason);
            throw new AgentTerminationException(reason);
        }
    }

    /** A turn that hears nothing soon after one that had nothing to do is over with that. */
    private int cycle() {
        final int heard = listen();
        final long readNs = clocks.monotonic().nanoTime();     // last: a promise that was heard
        if (heard == 0 && rest.lasts(readNs)) {                // counts from no earlier
            return 0;
        }
        nowNs = readNs;
        final int work = heard + act();
        seenIndex = raft.lastIndex();                    // it may grow beside the cycle, too
        if (work == 0 && storage.votes().isDurable()) {
            rest.begin(nowNs, nextDeadlineNs());
        } else {
            rest.end();
        }
        return work;
    }

    /** Inputs move positions, silently. */
    private int listen() {
        clients.proposer.nextCycle();
        int work = transport.poll(inbound, PEER_LIMIT);  // hear peers
        work += transport.pollClients(onClient, CLIENT_LIMIT);
        work += clients.ingress.poll(CLIENT_LIMIT);      // hear clients: entries join the log
        work += liveness.poll(onLost);                   // whose process is gone, whatever it said
        work += changes.poll();                          // hear operators: members come and go
        work += handovers.settle();                      // somebody else shall lead
        work += snapshots.isAsked() || inquiry.isOpen() || raft.lastIndex() != seenIndex ? 1 : 0;
        return work + raft.onDurable();                  // learn what the disk has done
    }

    private int act() {
        clients.reads.watch().settle(nowNs);             // has the machine slept?
        int work = raft.onTime(nowNs);                   // let time pass
        work += gate.settle(nowNs, applier.appliedIndex());    // fit to lead, or to stand?
        contacts.follow();                               // know whom there is to speak with
        work += raft.emit(transport);                    // say what is due, once
        work += snapshots.doWork(nowNs);                 // keep the log short, a slice at a time
        if (!snapshots.isRestoring()) {
            work += applier.apply(raft.commitIndex());   // apply what is agreed, answer clients
        }
        work += clients.settle(nowNs);                   // an office lost leaves much in doubt
        work += clients.reads.settle(applier.appliedIndex(), !snapshots.isRestoring(),
                CLIENT_LIMIT);
        clients.desk.guests().flush();                   // say it to clients, many in one
        clients.admission.settle(nowNs, raft.role() == Role.LEADER ? raft.term() : 0,
                raft.commitIndex(), applier);            // how much more may be taken
        inquiry.settle(onInquiry);
        gauges.publish(gate, liveness);
        return work;
    }

    /**
     * Why the node or its cluster does not get on; of the node's own thread. Any other asks the
     * {@link RaftNode}.
     */
    public Explanation explain() {
        return Explain.of(raft.condition().standing(),
                gate.waiting(nowNs, applier.appliedIndex(), clients.reads.waiting(),
                        clients.admission.recent(nowNs)),
                ClusterHealth.of(raft));
    }

    /** Any other thread: the same, answered by the next cycle; null if there is none. */
    Explanation askWhy() {
        return inquiry.ask(this::isStopped);
    }

    private void fail(final Throwable reason) {
        failure = failure == null ? reason : failure;
        stop();
    }

    /**
     * Stops for good, without a word to anyone but the submitters, whose unanswered commands are
     * {@link Outcome#INDETERMINATE}. Storage and transport stay as they are: by itself it is a
     * crash.
     */
    public void stop() {
        clients.seats.stop();
        clients.admission.stop();
        changes.stop();
        handovers.stop();
        counters.set(NodeCounter.STOPPED, 1);
        counters.publish();
    }

    /** Any thread: lets the next cycle be none, and throw. */
    void askToStop() {
        isAskedToStop = true;
    }

    /** Stops, if that has not happened, then closes the transport and the storage. */
    @Override
    public void onClose() {
        stop();
        final Liveness links = liveness;
        final DiskProbe probe = gate.probe();
        try (storage; transport; links; probe) {
            // closes the probe first and the storage last, whatever any of them throws
        } catch (final RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    /**
     * Any thread: a new submitter's end.
     *
     * @param window how many of its commands may be unanswered at a time; at least 1. Room for all
     *               their answers, at twice the longest reply, is reserved
     */
    public Submitter submitter(final int window) {
        return clients.ingress.open(window);
    }

    /** Any thread: asks for a snapshot of what is applied, as soon as may be. */
    public void takeSnapshot() {
        snapshots.ask();
    }

    /**
     * Any thread: changes who the members are, if this node leads. The answer comes on the node's
     * thread, when the change has ended.
     */
    public CompletableFuture<ChangeAnswer> change(final MembershipChange change) {
        return changes.ask(change);
    }

    /**
     * Names others that this node may have to speak with, members or not: it may be away while its
     * cluster changes, and must find it again. Before the first cycle.
     */
    public void acquaint(final List<Peer> others) {
        contacts.acquaint(others);
    }

    /** Any thread: who the members are. */
    public MembershipView membership() {
        return contacts.view();
    }

    /** Any thread: see {@link RaftNode#transfer}. */
    public CompletableFuture<TransferOutcome> transfer(final int toId) {
        final CompletableFuture<TransferOutcome> outcome = handovers.wish(toId);
        if (isStopped()) {
            handovers.stop();
        }
        return outcome;
    }

    /** When something falls due even if nothing is heard, as the node's clock tells time. */
    public long nextDeadlineNs() {
        final boolean isBehind = applier.appliedIndex() < raft.commitIndex();
        return isBehind || snapshots.isBusy() ? nowNs
                : clients.forwards.nextDeadlineNs(gate.nextDeadlineNs(nowNs));
    }

    /** The core, to be looked at. */
    public Raft raft() {
        return raft;
    }

    /** What is remembered of clients' sessions, to be looked at. */
    public SessionTable sessions() {
        return clients.sessions;
    }

    /** The highest entry that the state machine was fed. */
    public long appliedIndex() {
        return applier.appliedIndex();
    }

    /** Any thread: why the node stopped; null while it has not, or if it was closed in peace. */
    public Throwable failure() {
        return failure;
    }

    /** Any thread: whether the node says and does nothing any more. */
    public boolean isStopped() {
        return clients.seats.isStopped();
    }

    @Override
    public String roleName() {
        return name;
    }
}
