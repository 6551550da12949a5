package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A majority is lost for good: what an operator can do with the directory that is left. */
@Timeout(120)
public abstract class RecoveryContract {
    private static final byte[] COMMAND = "kept".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temp;

    private final String storage;
    private final List<RaftNode> nodes = new ArrayList<>();

    /** On directories of the storage of that name. */
    protected RecoveryContract(final String storage) {
        this.storage = storage;
    }

    private NodeConfig config(final int id) {
        return NodeConfig.builder().cluster(7_777).self(id).member(1, "").member(2, "")
                .member(3, "").directory(temp.resolve("member-" + id))
                .storage(storage, Durability.FSYNC).transport("loopback").bootstrap(true)
                .heartbeat(Duration.ofMillis(20))
                .electionTimeout(Duration.ofMillis(200), Duration.ofMillis(400)).build();
    }

    private RaftNode launch(final int id) {
        final RaftNode node = RaftNode.launch(config(id), ECHO);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(RaftNode::close);
    }

    /** Three members agree on a command, and all of them stop. */
    private long agreeAndStop() {
        launch(1);
        launch(2);
        launch(3);
        final long agreed = call();
        awaitApplied(nodes.get(0), agreed);
        close();
        nodes.clear();
        return agreed;
    }

    /** Has a command agreed on by whoever leads, and returns its index. */
    private long call() {
        final long deadlineNs = System.nanoTime() + Await.PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNs) {
            for (final RaftNode node : nodes) {
                try (Caller caller = node.caller()) {
                    final Reply reply = caller.call(COMMAND, Duration.ofSeconds(2));
                    if (reply.outcome() == Outcome.COMMITTED) {
                        return reply.index();
                    }
                }
            }
        }
        throw new AssertionError("nothing was agreed: " + nodes.get(0).explain());
    }

    private static void awaitApplied(final RaftNode node, final long index) {
        Await.until("entry " + index + " to be applied",
                () -> node.counters().get(NodeCounter.APPLIED_INDEX) >= index);
    }

    @Test
    void theOneThatIsLeftGoesOnWithAllThatItHolds() {
        final long agreed = agreeAndStop();
        assertEquals("forced 1:voter", Recovery.force(config(1), Set.of(1)).toString());
        final RaftNode left = launch(1);
        assertTrue(call() > agreed);
        awaitApplied(left, agreed + 1);
        assertEquals("1:voter", left.membership().configuration().toString()
                .replace("forced ", ""));
    }

    @Test
    void whatIsDoneTwiceIsAsGoodAsOnce() {
        final long agreed = agreeAndStop();
        Recovery.force(config(1), Set.of(1));
        assertEquals("forced 1:voter", Recovery.force(config(1), Set.of(1)).toString());
        launch(1);
        assertTrue(call() > agreed);
    }

    @Test
    void aMemberThatRunsIsLeftAlone() {
        launch(1);
        assertThrows(StorageException.class, () -> Recovery.force(config(1), Set.of(1)));
        assertTrue(nodes.get(0).isRunning());
    }

    @Test
    void whereNothingIsNothingIsBegun() {
        assertThrows(StorageException.class, () -> Recovery.force(config(1), Set.of(1)));
        assertFalse(Files.exists(temp.resolve("member-1").resolve("log")));
        launch(1);
        assertEquals(0, nodes.get(0).counters().get(NodeCounter.COMMIT_INDEX));
    }

    @Test
    void whoIsNoMemberIsNamedAndNothingIsChanged() {
        final long agreed = agreeAndStop();
        final ConfigException refusal = assertThrows(ConfigException.class,
                () -> Recovery.force(config(1), Set.of(1, 9)));
        assertTrue(refusal.getMessage().contains("member 9"), refusal.getMessage());
        launch(1);
        launch(2);
        launch(3);
        assertTrue(call() > agreed);
    }
}
