package io.quorate.node;

import io.quorate.port.Durability;
import io.quorate.port.StateMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * A whole cluster within this process, in memory: to try a state machine out and to test with.
 * Every member has a thread of its own. Any thread may call.
 */
public final class LocalCluster implements AutoCloseable {
    private static final long PARK_NS = 1_000_000;

    private final List<RaftNode> nodes = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();

    private LocalCluster() {
    }

    /**
     * Launches members 1 to {@code size}.
     *
     * @param stateMachines makes the one of a member, by its id
     */
    public static LocalCluster launch(final int size,
            final IntFunction<StateMachine> stateMachines) {
        final long clusterId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        final LocalCluster cluster = new LocalCluster();
        for (int id = 1; id <= size; id++) {
            final RaftNode node =
                    RaftNode.launch(config(clusterId, id, size), stateMachines.apply(id));
            cluster.nodes.add(node);
            cluster.callers.add(node.caller());
        }
        return cluster;
    }

    private static NodeConfig config(final long clusterId, final int self, final int size) {
        final NodeConfigBuilder builder = NodeConfig.builder().cluster(clusterId).self(self)
                .storage("memory", Durability.MEMORY).transport("loopback").bootstrap(true)
                .set("writes", "redirect");          // a call finds the leader by itself
        for (int id = 1; id <= size; id++) {
            builder.member(id, "");
        }
        return builder.build();
    }

    /**
     * Has a command agreed, whoever leads, and waits for the state machine's reply. A command that
     * was refused is submitted again; one in doubt never is.
     *
     * @return its outcome; that of the last attempt when time is up
     */
    public Reply call(final byte[] command, final Duration timeout) {
        return insist(timeout, (caller, left) -> caller.call(command, left));
    }

    /**
     * Has the state machine answer a query, from the first member that runs.
     *
     * @param level how current the answer must be
     * @return its outcome; that of the last attempt when time is up
     */
    public Reply read(final ReadLevel level, final byte[] query, final Duration timeout) {
        return insist(timeout, (caller, left) -> caller.read(level, query, left));
    }

    private Reply insist(final Duration timeout,
            final BiFunction<Caller, Duration, Reply> attempt) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        Reply reply;
        long leftNs = timeout.toNanos();
        int leader = 0;
        do {
            leader = runningAt(leader);
            reply = attempt.apply(callers.get(leader), Duration.ofNanos(leftNs));
            if (reply.outcome() != Outcome.NOT_LEADER && reply.outcome() != Outcome.STOPPED) {
                break;
            }
            leader = reply.leaderId() == 0 ? leader + 1 : reply.leaderId() - 1;
            LockSupport.parkNanos(PARK_NS);
            leftNs = deadlineNs - System.nanoTime();
        } while (leftNs > 0);
        return reply;
    }

    /** The place of the next member, from there on, that runs; any if none does. */
    private int runningAt(final int place) {
        for (int i = 0; i < nodes.size(); i++) {
            final int next = (place + i) % nodes.size();
            if (nodes.get(next).isRunning()) {
                return next;
            }
        }
        return 0;
    }

    /** The member of that id. */
    public RaftNode node(final int id) {
        return nodes.get(id - 1);
    }

    /** How many members were launched. */
    public int size() {
        return nodes.size();
    }

    /** Closes all members. Idempotent. */
    @Override
    public void close() {
        callers.forEach(Caller::close);
        nodes.forEach(RaftNode::close);
    }
}
