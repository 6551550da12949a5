package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full when a snapshot is written: the member stops and says why, nobody loses what was
 * agreed, and with room again it goes on. The kernel's own full device takes the snapshot's bytes.
 */
@Timeout(300)
@EnabledIf("hasFullDevice")
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");
    private static final byte[] COMMAND = new byte[1 << 10];

    @TempDir
    private Path temp;

    private final Map<Integer, RaftNode> nodes = new TreeMap<>();
    private final Map<Integer, CellMachine> machines = new TreeMap<>();

    static boolean hasFullDevice() {
        return Files.isWritable(FULL);
    }

    private RaftNode launch(final int id, final int size) {
        final NodeConfigBuilder config = NodeConfig.builder().cluster(7_778).self(id)
                .directory(temp.resolve("member-" + id)).storage("mapped", Durability.FSYNC)
                .transport("loopback").bootstrap(true)
                .heartbeat(Duration.ofMillis(20))
                .electionTimeout(Duration.ofMillis(300), Duration.ofMillis(600))
                .set("snapshot.keep", "0").set("segment", "64KiB").set("max-command", "1KiB");
        for (int member = 1; member <= size; member++) {
            config.member(member, "");
        }
        machines.put(id, new CellMachine());
        nodes.put(id, RaftNode.launch(config.build(), machines.get(id)));
        return nodes.get(id);
    }

    @AfterEach
    void close() {
        nodes.values().forEach(RaftNode::close);
    }

    /** Has so many commands agreed on; returns the index of the last. */
    private long agree(final int commands) {
        long index = 0;
        for (int i = 0; i < commands; i++) {
            index = agree();
        }
        return index;
    }

    private long agree() {
        final long deadlineNs = System.nanoTime() + Await.PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNs) {
            for (final RaftNode node : nodes.values()) {
                try (Caller caller = node.caller()) {
                    final Reply reply = caller.call(COMMAND, Duration.ofSeconds(2));
                    if (reply.outcome() == Outcome.COMMITTED) {
                        return reply.index();
                    }
                }
            }
        }
        throw new AssertionError("nothing was agreed");
    }

    private static long counter(final RaftNode node, final NodeCounter counter) {
        return node.counters().get(counter);
    }

    private void awaitApplied(final long index, final int... ids) {
        for (final int id : ids) {
            Await.until("entry " + index + " at member " + id,
                    () -> counter(nodes.get(id), NodeCounter.APPLIED_INDEX) >= index);
        }
    }

    private static void takeSnapshot(final RaftNode node) {
        node.takeSnapshot();
        Await.until("a snapshot", () -> counter(node, NodeCounter.SNAPSHOT_INDEX) > 0);
    }

    /** The snapshot that the member writes next meets a full disk, until it starts again. */
    private void fill(final int id) throws IOException {
        Files.createSymbolicLink(temp.resolve("member-" + id).resolve("snapshots")
                .resolve("unfinished.new"), FULL);
    }

    private void assertStoppedFor(final RaftNode node) {
        Await.until("the member to stop", () -> !node.isRunning());
        final Throwable failure = node.failure();
        assertEquals(StorageException.class, failure.getClass(), failure::toString);
        assertTrue(failure.getMessage().contains("No space left on device")
                && failure.getMessage().contains(temp.toString())
                && failure.getMessage().contains("start this member again"), failure::getMessage);
    }

    @Test
    void whileItIsTakenTheMemberStopsAndHasAllThatWasAgreedWhenItStartsAgain()
            throws IOException {
        final RaftNode node = launch(1, 1);
        agree(50);
        takeSnapshot(node);
        final long agreed = agree(50);
        final long covered = counter(node, NodeCounter.SNAPSHOT_INDEX);
        fill(1);
        node.takeSnapshot();
        assertStoppedFor(node);
        final long[] before = machines.get(1).cells;
        node.close();

        final RaftNode again = launch(1, 1);
        awaitApplied(agreed, 1);
        assertEquals(covered, counter(again, NodeCounter.SNAPSHOT_INDEX));
        assertArrayEquals(before, machines.get(1).cells);
        again.takeSnapshot();
        Await.until("a newer snapshot",
                () -> counter(again, NodeCounter.SNAPSHOT_INDEX) >= agreed);
        assertTrue(agree() > agreed);
    }

    @Test
    void whileItIsReceivedTheOthersGoOnAndTheMemberCatchesUpWhenItStartsAgain()
            throws IOException {
        for (int id = 1; id <= 3; id++) {
            launch(id, 3);
        }
        agree(5);
        nodes.remove(3).close();
        final long agreed = agree(200);                  // three segments
        awaitApplied(agreed, 1, 2);                      // by both, before either is alone
        for (int id = 1; id <= 2; id++) {
            final RaftNode ahead = nodes.get(id);
            takeSnapshot(ahead);
            Await.until("a purge", () -> counter(ahead, NodeCounter.FIRST_INDEX) > 5);
            ahead.close();
        }
        final RaftNode behind = launch(3, 3);
        fill(3);
        launch(1, 3);
        launch(2, 3);
        assertStoppedFor(behind);
        assertFalse(counter(behind, NodeCounter.APPLIED_INDEX) >= agreed);
        behind.close();
        nodes.remove(3);
        final long later = agree(5);

        final RaftNode again = launch(3, 3);
        awaitApplied(later, 1, 3);
        assertTrue(counter(again, NodeCounter.SNAPSHOT_INDEX) >= agreed);
        assertArrayEquals(machines.get(1).cells, machines.get(3).cells);
    }
}
