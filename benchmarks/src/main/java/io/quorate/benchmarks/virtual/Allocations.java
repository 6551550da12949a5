package io.quorate.benchmarks.virtual;

import com.sun.management.ThreadMXBean;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.node.Adapters;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Clocks;
import io.quorate.node.IngressConfig;
import io.quorate.node.NodeAgent;
import io.quorate.node.NodeCounters;
import io.quorate.node.Outcome;
import io.quorate.node.Submitter;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import io.quorate.transport.loopback.LoopbackNetwork;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a command allocates in steady state. Three nodes, the loopback between them and their client
 * turn in one thread, whose allocations the JVM counts to the byte; no other thread's are in it.
 * Time is a number that each turn moves, so that a stall of the machine is none of theirs.
 */
final class Allocations implements AutoCloseable {
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<Integer> MEMBERS = List.of(1, 2, 3);
    private static final long MS = 1_000_000;
    private static final long TURN_NS = 10_000;
    private static final long TURNS_MAX = 60_000 * MS / TURN_NS;
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int ENTRY_MAX = 4096;
    private static final int PAYLOAD = 32;
    private static final int WINDOW = 64;
    private static final int KEPT = 1000;
    private static final int WARM_UP = 200_000;
    private static final int ROUNDS = 11;
    private static final int ROUND = 10_000;

    private final List<NodeAgent> nodes = new ArrayList<>();
    private final List<LogStorage> logs = new ArrayList<>();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[PAYLOAD]);
    private final AnswerHandler onAnswer = this::onAnswer;
    private long nowNs = 1_000 * MS;
    private long offered;
    private long committed;

    private Allocations(final String storage, final Path directory, final StateMachine machine) {
        final LoopbackNetwork network = new LoopbackNetwork();
        for (final int id : MEMBERS) {
            final Storage opened = Adapters.storage(storage).open(new StorageFactory.Settings(
                    directory.resolve("member-" + id), VirtualCluster.ID, id,
                    storage.equals("memory") ? Durability.MEMORY : Durability.PAGE_CACHE, true,
                    SEGMENT_BYTES, ENTRY_MAX));
            logs.add(opened.log());
            nodes.add(new NodeAgent(
                    RaftConfig.of(VirtualCluster.ID, id, MEMBERS, 10 * MS, 100 * MS, 200 * MS, id)
                            .withLimits(64, 1 << 20, 2 * WINDOW),
                    new IngressConfig(PAYLOAD, 0, 64 << 10), opened, network.open(id, MEMBERS),
                    machine, new Clocks(() -> nowNs, () -> nowNs / MS),
                    NodeCounters.inMemory()));
        }
    }

    /**
     * Bytes that a thousand commands allocate on the three nodes together: of the least round of
     * 10,000. What comes with a segment of the log, as its index does, comes when the thread that
     * makes segments is ready, and is in some rounds only; what a command or a turn allocates is in
     * all of them.
     *
     * @param storage {@code memory} or {@code mapped}
     */
    static long perThousand(final String storage) {
        return perThousand(storage, (index, command, offset, length, reply) -> 0);
    }

    /** The same with that state machine behind each of the nodes. */
    static long perThousand(final String storage, final StateMachine machine) {
        try (DataDirectory directory = DataDirectory.in(DataDirectory.parent(""), "gate");
                Allocations nodes = new Allocations(storage, directory.path(), machine)) {
            final Submitter submitter = nodes.leader().submitter(WINDOW);
            nodes.commit(submitter, WARM_UP);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                nodes.commit(submitter, ROUND);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            return least * 1000 / ROUND;
        }
    }

    private NodeAgent leader() {
        until(() -> nodes.stream().anyMatch(node -> node.raft().role() == Role.LEADER
                && node.raft().commitIndex() == node.raft().lastIndex()));
        return nodes.stream().filter(node -> node.raft().role() == Role.LEADER).findFirst()
                .orElseThrow();
    }

    private void until(final BooleanSupplier holds) {
        for (long i = 0; !holds.getAsBoolean(); i++) {
            if (i == TURNS_MAX) {
                throw new IllegalStateException("no leader within a simulated minute");
            }
            turn();
        }
    }

    private void turn() {
        for (int i = 0; i < nodes.size(); i++) {             // an iterator would be allocated
            nodes.get(i).doWork();
        }
        nowNs += TURN_NS;
    }

    /** Has so many commands committed, and applied by every node. */
    private void commit(final Submitter submitter, final int count) {
        final long target = committed + count;
        while (committed < target || !isApplied()) {
            while (offered < target
                    && submitter.submit(offered, command, 0, PAYLOAD) == Outcome.ACCEPTED) {
                offered++;
            }
            turn();
            submitter.poll(onAnswer, WINDOW);
            purge();
        }
    }

    private boolean isApplied() {
        boolean isApplied = true;
        for (int i = 0; i < nodes.size(); i++) {
            isApplied &= nodes.get(i).appliedIndex() == logs.get(i).lastIndex();
        }
        return isApplied;
    }

    private void onAnswer(final Answer answer) {
        if (answer.outcome() == Outcome.COMMITTED) {
            committed++;
        } else if (answer.outcome() == Outcome.BACK_PRESSURED) {
            offered--;                                       // the log waits for a segment
        } else {
            throw new IllegalStateException("a command came back as " + answer.outcome());
        }
    }

    /** A little at a time: the memory of old entries serves for new ones. */
    private void purge() {
        for (int i = 0; i < nodes.size(); i++) {
            final LogStorage log = logs.get(i);
            final long index = Math.min(log.durableIndex(), nodes.get(i).appliedIndex()) - KEPT;
            if (index > log.firstIndex()) {
                log.purgeTo(index);
            }
        }
    }

    @Override
    public void close() {
        nodes.forEach(NodeAgent::onClose);
    }
}
