package io.quorate.node;

import static io.quorate.node.InlineCluster.MAX_ENTRY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.StorageFactory;
import io.quorate.storage.memory.MemoryLog;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In steady state, three nodes and their client in one thread allocate nothing per command. */
class AllocationTest {
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 300_000;
    private static final int COMMANDS = 200_000;
    private static final int WINDOW = 64;
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int KEPT = 20_000;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[32]);
    private final AnswerHandler onAnswer = answer -> committed(answer.outcome());
    private long committed;

    private void committed(final Outcome outcome) {
        committed += outcome == Outcome.COMMITTED ? 1 : 0;
    }

    @Test
    void aCommandAllocatesNothingOnTheLogInMemory() {
        assertEquals(0, bytesPerCommand(id -> new MemoryLog(1 << 20, MAX_ENTRY)));
    }

    @Test
    void aCommandAllocatesNothingOnTheMappedLog(@TempDir final Path directory) {
        assertEquals(0, bytesPerCommand(id -> Adapters.storage("mapped")
                .open(new StorageFactory.Settings(directory.resolve("member-" + id), 77, id,
                        Durability.PAGE_CACHE, true, SEGMENT_BYTES, MAX_ENTRY))
                .log()));
    }

    @Test
    void aCommandOfASessionAllocatesNothing() {
        try (InlineCluster cluster = new InlineCluster(3, id -> InlineCluster.ECHO,
                id -> new MemoryLog(1 << 20, MAX_ENTRY), 2 * WINDOW)) {
            final SessionClient client = new SessionClient(cluster.lead());
            client.open(cluster);
            client.commit(cluster, WARM_UP, () -> purge(cluster));
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            client.commit(cluster, COMMANDS, () -> purge(cluster));
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, bytes / COMMANDS);
            assertEquals(WARM_UP + COMMANDS, client.committed());
        }
    }

    private long bytesPerCommand(final IntFunction<LogStorage> logs) {
        try (InlineCluster cluster =
                new InlineCluster(3, id -> InlineCluster.ECHO, logs, 2 * WINDOW)) {
            final Submitter submitter = cluster.lead().submitter(WINDOW);
            commit(cluster, submitter, WARM_UP);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            commit(cluster, submitter, COMMANDS);
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            return bytes / COMMANDS;
        }
    }

    private void commit(final InlineCluster cluster, final Submitter submitter,
            final long count) {
        final long target = committed + count;
        while (committed < target) {
            while (submitter.submit(committed, command, 0, 32) == Outcome.ACCEPTED) {
                // as long as the window allows
            }
            cluster.cycle();
            cluster.pass(10_000);
            submitter.poll(onAnswer, WINDOW);
            purge(cluster);
        }
    }

    /** As a snapshot would allow it: the memory of old entries serves for new ones. */
    private static void purge(final InlineCluster cluster) {
        for (int id = 1; id <= 3; id++) {
            final LogStorage log = cluster.log(id);
            final long index = Math.min(log.durableIndex(), cluster.node(id).appliedIndex()) - KEPT;
            if (index > log.firstIndex() + KEPT) {
                log.purgeTo(index);
            }
        }
    }
}
