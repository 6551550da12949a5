package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.port.StateMachine;
import io.quorate.port.TransportException;
import io.quorate.raft.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaftNodeTest {
    private static final Duration PATIENCE = Await.PATIENCE;

    private static long nextCluster = 1_000_000;

    private final NodeConfigBuilder standalone = NodeConfig.builder().cluster(nextCluster++)
            .member(1, "").storage("memory", Durability.MEMORY).transport("loopback")
            .bootstrap(true).heartbeat(Duration.ofMillis(2))
            .electionTimeout(Duration.ofMillis(10), Duration.ofMillis(20));

    @Test
    void aNodeOnAThreadOfItsOwnAnswersCalls() {
        try (RaftNode node = RaftNode.launch(standalone.build(), ECHO);
                Caller caller = node.caller()) {
            final Reply reply = callOnceItLeads(node, caller, "hello");
            assertEquals(Outcome.COMMITTED, reply.outcome());
            assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), reply.bytes());
            assertEquals(Role.LEADER, node.role());
            assertEquals(1, node.leaderId());
            assertTrue(node.isRunning());
            assertThrows(IllegalStateException.class, node::doWork);
        }
    }

    private static Reply callOnceItLeads(final RaftNode node, final Caller caller,
            final String command) {
        Await.until("a leader", () -> node.role() == Role.LEADER);
        return caller.call(command.getBytes(StandardCharsets.UTF_8), PATIENCE);
    }

    @Test
    void anInlineNodeRunsInItsCallersLoop() {
        final NodeConfig config = standalone.threading(Threading.INLINE).build();
        final RaftNode node = RaftNode.launch(config, ECHO);
        Await.until("a leader", () -> node.doWork() >= 0 && node.role() == Role.LEADER);
        assertThrows(IllegalStateException.class, node::caller);
        node.close();
        assertEquals(0, node.doWork());
        assertFalse(node.isRunning());
    }

    @Test
    void closingTwiceIsClosingOnceAndLeavesNoFailure() {
        final RaftNode node = RaftNode.launch(standalone.build(), ECHO);
        final Caller caller = node.caller();
        node.close();
        node.close();
        assertFalse(node.isRunning());
        assertNull(node.failure());
        assertEquals(Outcome.STOPPED, caller.call(new byte[1], PATIENCE).outcome());
    }

    @Test
    void closingByAnInterruptedThreadWaitsAndInterruptsNobodyElse() {
        final AtomicReference<Throwable> told = new AtomicReference<>();
        final RaftNode node = RaftNode.launch(standalone.build(), ECHO, told::set);
        Thread.currentThread().interrupt();
        node.close();
        assertTrue(Thread.interrupted(), "the interrupt is still the caller's");
        assertFalse(node.isRunning());
        assertNull(told.get());
        RaftNode.launch(standalone.build(), ECHO).close();       // its place is free again
    }

    @Test
    void aNodeThatFailsTellsWhyAndFreesItsPlace() throws InterruptedException {
        final RuntimeException bug = new IllegalStateException("a bug");
        final StateMachine broken = (index, command, offset, length, reply) -> {
            throw bug;
        };
        final AtomicReference<Throwable> told = new AtomicReference<>();
        final CountDownLatch isTold = new CountDownLatch(1);
        try (RaftNode node = RaftNode.launch(standalone.build(), broken, error -> {
            told.set(error);
            isTold.countDown();
            throw new IllegalStateException("a bug in the handler too");
        })) {
            final Reply reply = callOnceItLeads(node, node.caller(), "x");
            assertEquals(Outcome.INDETERMINATE, reply.outcome());
            assertTrue(isTold.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertSame(bug, told.get());
            assertSame(bug, node.failure());
            assertFalse(node.isRunning());
        }
        RaftNode.launch(standalone.build(), ECHO).close();
    }

    @Test
    void aPartThatIsNotOnTheClassPathIsNamedWithItsModule() {
        final String storage = refused(standalone.storage("chronicle", Durability.FSYNC)
                .directory(Path.of("never-made")));
        assertTrue(storage.contains("storage = chronicle"), storage);
        assertTrue(storage.contains("add module storage-chronicle"), storage);
        assertTrue(storage.contains("memory"), storage);
        standalone.storage("memory", Durability.MEMORY).transport("aeron-ipc");
        final String transport = refused(standalone);
        assertTrue(transport.contains("transport = aeron-ipc"), transport);
        assertTrue(transport.contains("add module transport-aeron"), transport);
        assertFalse(Files.exists(Path.of("never-made")));
    }

    private static String refused(final NodeConfigBuilder builder) {
        return assertThrows(ConfigException.class, () -> RaftNode.launch(builder.build(), ECHO))
                .getMessage();
    }

    @Test
    void aPlaceThatIsTakenIsRefusedAndTheOtherRunsOn() {
        try (RaftNode node = RaftNode.launch(standalone.build(), ECHO)) {
            assertThrows(TransportException.class,
                    () -> RaftNode.launch(standalone.build(), ECHO));
            assertTrue(node.isRunning());
        }
    }

    @Test
    void anotherProcessCanReadTheCounters(@TempDir final Path directory) {
        try (RaftNode node = RaftNode.launch(standalone.directory(directory).build(), ECHO)) {
            callOnceItLeads(node, node.caller(), "x");
            final Map<String, Long> seen = new HashMap<>();
            final CountersReader reader = NodeCounters.read(directory);
            // told at the end of the cycle, in which the caller was answered before
            Await.until("the command to be counted", () -> {
                reader.forEach((value, id, label) -> seen.put(label, value));
                return seen.get(NodeCounter.COMMITTED.label()) == 1;
            });
            assertEquals(NodeCounter.values().length, seen.size());
            assertEquals(3, seen.get(NodeCounter.ROLE.label()));
        }
        assertNotNull(NodeCounters.read(directory));
    }

    @Test
    void aNodeThatStartsAgainRemembersWhatWasCommitted(@TempDir final Path directory) {
        standalone.storage("mapped", Durability.PAGE_CACHE).directory(directory.resolve("1"));
        final List<String> applied = new CopyOnWriteArrayList<>();
        final StateMachine recorder = (index, command, offset, length, reply) -> {
            applied.add(command.getStringWithoutLengthUtf8(offset, length));
            return 0;
        };
        try (RaftNode node = RaftNode.launch(standalone.build(), recorder)) {
            assertEquals(Outcome.COMMITTED,
                    callOnceItLeads(node, node.caller(), "before").outcome());
        }
        standalone.bootstrap(false);
        try (RaftNode node = RaftNode.launch(standalone.build(), recorder)) {
            callOnceItLeads(node, node.caller(), "after");
        }
        assertEquals(List.of("before", "before", "after"), applied);
    }

    @Test
    void whereThereIsNoNodeThereAreNoCounters(@TempDir final Path directory) {
        final String message = assertThrows(ConfigException.class,
                () -> NodeCounters.read(directory)).getMessage();
        assertTrue(message.contains(directory.toString()), message);
    }
}
