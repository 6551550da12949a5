package io.quorate.node;

import io.quorate.JvmFlags;
import io.quorate.Threads;
import io.quorate.port.Durability;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.port.Transport;
import io.quorate.port.TransportFactory;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Role;
import io.quorate.raft.TransferOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;

/**
 * A member of a cluster within this process: the embedder's front door.
 *
 * <p>On a thread of its own it just runs; with {@link Threading#INLINE} it runs in its caller's
 * loop, by {@link #doWork}. But for that, every method may be called from any thread. A node that
 * fails stops for good, and {@link #failure} tells why.
 */
public final class RaftNode implements AutoCloseable {
    private static final long CALLER_PARK_NS = 20_000;

    private final NodeAgent agent;
    private final NodeCounters counters;
    private final ErrorHandler onFailure;
    private final long handOverNsMax;
    private AgentInvoker invoker;           // the one or
    private Thread thread;                  // the other

    private RaftNode(final NodeAgent agent, final NodeCounters counters,
            final ErrorHandler onFailure, final long handOverNsMax) {
        this.agent = agent;
        this.handOverNsMax = handOverNsMax;
        this.counters = counters;
        this.onFailure = onFailure;
    }

    /** The same, for whom it is enough to ask for the {@link #failure}. */
    public static RaftNode launch(final NodeConfig config, final StateMachine stateMachine) {
        return launch(config, stateMachine, failure -> {});
    }

    /**
     * Starts a member, which first applies what its log holds and is committed, then takes part.
     *
     * @param stateMachine called by the node's thread alone
     * @param onFailure    told, by the node's thread, why the node stopped
     * @throws ConfigException                    if storage or transport are not to be found, or
     *                                            the log was written by other members
     * @throws io.quorate.port.StorageException   if the directory is not this member's to use
     * @throws io.quorate.port.TransportException if the address cannot be used
     * @throws IllegalStateException              if the JVM lacks a flag; the message names it
     */
    public static RaftNode launch(final NodeConfig config, final StateMachine stateMachine,
            final ErrorHandler onFailure) {
        JvmFlags.require("jdk.internal.misc");
        final TransportFactory transports = Adapters.transport(config.wire().transport());
        final StorageFactory storages = Adapters.storage(config.disk().storage());
        final Transport transport = transports.open(config.transportSettings());
        try {
            return launch(config, transport, storages.open(config.storageSettings()), stateMachine,
                    onFailure);
        } catch (final RuntimeException e) {
            transport.close();              // opened first, as it leaves nothing behind
            throw e;
        }
    }

    private static RaftNode launch(final NodeConfig config, final Transport transport,
            final Storage storage, final StateMachine stateMachine, final ErrorHandler onFailure) {
        try {
            final NodeCounters counters = NodeCounters.of(config.disk().directory());
            final NodeAgent agent = new NodeAgent(config.raft(), config.ingress(),
                    config.snapshots(), storage,
                    transport, stateMachine, Clocks.system(), counters);
            agent.watchHealth(config.health());
            agent.watchHeap(HeapGauge.ofJvm(config.limits().admission().heapPercent()));
            agent.acquaint(config.members());
            if (config.wire().hasLinks()) {
                agent.watchProcesses(Adapters.liveness(config.wire().link())
                        .open(config.transportSettings(), storage.votes().incarnation()));
            }
            if (config.isDiskAsked()) {
                agent.watchDisk(FileProbe.of(config.memberId(), config.disk().directory(),
                        config.disk().probeNs(),
                        config.disk().durability() == Durability.FSYNC));
            }
            final RaftNode node = new RaftNode(agent, counters, onFailure,
                    2 * config.timing().electionTimeoutNsMin());
            node.start(config);
            return node;
        } catch (final IllegalStateException e) {
            storage.close();
            throw new ConfigException(config.disk().directory() + ": " + e.getMessage(), e);
        } catch (final RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private void start(final NodeConfig config) {
        if (config.threading() == Threading.INLINE) {
            invoker = new AgentInvoker(this::onError, null, agent);
            invoker.start();
        } else {
            thread = AgentRunner.startOnThread(
                    new AgentRunner(config.idle().strategy(), this::onError, null, agent));
        }
    }

    private void onError(final Throwable error) {
        final boolean isTermination = error instanceof AgentTerminationException;
        final Throwable reason = isTermination ? agent.failure() : error;
        if (reason != null) {
            tell(reason);
        }
    }

    /** What the embedder's handler throws must not keep the node from closing its files. */
    private void tell(final Throwable reason) {
        try {
            onFailure.onError(reason);
        } catch (final RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Runs one turn of a node that is {@link Threading#INLINE}, on the thread that owns it.
     *
     * @return how much was done; 0 lets the caller idle, for good once the node has stopped
     */
    public int doWork() {
        if (invoker == null) {
            throw new IllegalStateException("this node has a thread of its own;"
                    + " launch it with threading = inline to run it in a loop");
        }
        return invoker.invoke();
    }

    /**
     * A new submitter's end, for one thread at a time.
     *
     * @param window how many of its commands may be unanswered at a time; at least 1. Room for all
     *               their answers, at twice the longest reply, is reserved
     */
    public Submitter submitter(final int window) {
        return agent.submitter(window);
    }

    /** A new way to submit and wait, at ease rather than fast; not for a node that is inline. */
    public Caller caller() {
        if (thread == null) {
            throw new IllegalStateException("nobody would run this node while its caller waits;"
                    + " use a submitter, or launch it with threading = thread-per-node");
        }
        return new Caller(agent.submitter(Caller.WINDOW), CALLER_PARK_NS);
    }

    /** Asks for a snapshot of what is applied, as soon as may be. */
    public void takeSnapshot() {
        agent.takeSnapshot();
    }

    /** Who the members are, as this node knows it; its {@code change} begins a change. */
    public MembershipView membership() {
        return agent.membership();
    }

    /**
     * Changes who the members are, if this node leads. The answer comes when the change has ended,
     * on the node's thread: what is done there must not wait. An inline node is to be turned.
     */
    public CompletableFuture<ChangeAnswer> change(final MembershipChange change) {
        return agent.change(change);
    }

    /**
     * Hands the office over, if this node leads. Commands are refused meanwhile, to be tried again;
     * none is lost.
     *
     * @param toId the voter that is to lead; 0 for the best there is
     * @return completed, by the node's thread, within twice the shortest election timeout;
     *         exceptionally if it was refused, with the reason in the message
     */
    public CompletableFuture<TransferOutcome> transfer(final int toId) {
        return agent.transfer(toId);
    }

    /** What this node is to its cluster; once it has stopped, what it was. */
    public Role role() {
        return counters.role();
    }

    /** The member that leads as far as this node knows; 0 if it does not. */
    public int leaderId() {
        return (int) counters.get(NodeCounter.LEADER);
    }

    /** How the cluster fares, as its leader sees it; once this node has stopped, as it did. */
    public ClusterHealth clusterHealth() {
        return counters.clusterHealth();
    }

    /**
     * Why nobody leads, why commits, reads or a change of members wait, as far as this node knows:
     * which member, which rule, since when. Allocates, and so does the node to answer. Of an inline
     * node it is the owner of the loop who asks; of any other, any thread, which waits for a cycle.
     */
    public Explanation explain() {
        final Explanation told = agent.isStopped() ? null
                : invoker == null ? agent.askWhy() : agent.explain();
        return told != null ? told : Explanation.ofStopped(role(), failure());
    }

    /** Role, positions, and what was turned away. */
    public NodeCounters counters() {
        return counters;
    }

    /** Whether the node takes part; false for good once it has failed or was closed. */
    public boolean isRunning() {
        return !agent.isStopped();
    }

    /** Why the node stopped; null while it has not, or if it was closed in peace. */
    public Throwable failure() {
        return agent.failure();
    }

    /** So that the others need not miss their leader first; true if the caller was interrupted. */
    private boolean handOver() {
        if (role() != Role.LEADER || thread == Thread.currentThread()) {
            return false;
        }
        try {
            transfer(0).get(handOverNsMax, TimeUnit.NANOSECONDS);
        } catch (final InterruptedException e) {
            return true;
        } catch (final ExecutionException | TimeoutException e) {
            return false;                   // nobody can take over: they will have to elect
        }
        return false;
    }

    /**
     * Stops, and lets go of the transport, then the storage, which keeps what was appended. Waits
     * until that is done, without interrupting anybody. A leader with a thread of its own hands
     * over first, if anybody can take over. Idempotent. An inline node is closed by the thread that
     * owns it.
     */
    @Override
    public void close() {
        if (invoker != null) {
            invoker.close();
            return;
        }
        final boolean isInterrupted = handOver();
        agent.askToStop();
        if (thread != Thread.currentThread()) {
            Threads.awaitEnd(thread);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
