package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.quorate.node.Breaker;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeConfigBuilder;
import io.quorate.node.Outcome;
import io.quorate.node.Overload;
import io.quorate.node.RaftNode;
import io.quorate.node.Reply;
import io.quorate.port.Durability;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of three members over a network, whatever it is made of. */
@Timeout(240)
public abstract class NetworkedClientContract {
    private static final int COMMANDS = 1_000;
    private static final int WINDOW = 64;
    private static final int OFFERED = 30_000;
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long clusterId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final List<RaftNode> nodes = new ArrayList<>();
    private Map<Integer, String> members;

    /** The transport's name. */
    protected abstract String transport();

    /** Where three members are reached. */
    protected abstract Map<Integer, String> members();

    @BeforeEach
    void launch() {
        launch("256MiB", "256KiB");
    }

    private void launch(final String inFlight, final String maxCommand) {
        members = members();
        for (final int id : new int[] {1, 2, 3}) {
            final NodeConfigBuilder config = NodeConfig.builder().cluster(clusterId).self(id)
                    .storage("memory", Durability.MEMORY).transport(transport()).bootstrap(true)
                    .set("writes", id == 3 ? "redirect" : "forward")
                    .set("breaker.in-flight", inFlight).set("max-command", maxCommand);
            members.forEach(config::member);
            final long[] count = new long[1];
            nodes.add(RaftNode.launch(config.build(), (index, command, offset, length, reply) ->
                    reply.putLongAscii(0, ++count[0])));
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(RaftNode::close);
    }

    private QuorateClient connect() {
        final ClientBuilder builder = QuorateClient.builder(clusterId).transport(transport())
                .callTimeout(Duration.ofMinutes(2))
                .deadTimeout(Duration.ofMillis(500), Duration.ofSeconds(5));
        members.forEach(builder::member);
        return builder.connect();
    }

    @Test
    void aLeaderThatIsOverloadedIsToldByItsBreakerAndNumbers() {
        nodes.forEach(RaftNode::close);
        nodes.clear();
        launch("49B", "1B");                             // one command at a time
        final ClientBuilder builder = QuorateClient.builder(clusterId).transport(transport())
                .failOnOverload();
        members.forEach(builder::member);
        try (QuorateClient client = builder.connect()) {
            final List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                replies.add(client.submit(new byte[1]));
            }
            final OverloadedException refusal = replies.stream()
                    .map(reply -> reply.handle((told, failure) -> failure).join())
                    .filter(OverloadedException.class::isInstance)
                    .map(OverloadedException.class::cast).findFirst().orElseThrow();
            assertEquals(new Overload(Breaker.IN_FLIGHT, 49, 49, 49), refusal.overload());
            assertTrue(refusal.getMessage().contains("breaker.in-flight"), refusal.getMessage());
        }
    }

    @Test
    void aNewLeaderIsFoundAndEachCommandIsExecutedOnceInOrder() {
        try (QuorateClient client = connect()) {
            final List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 1; i <= COMMANDS; i++) {
                replies.add(client.submit(new byte[100]));
                if (i == COMMANDS / 2) {
                    replies.get(i / 2).join();
                    nodes.stream().filter(node -> node.leaderId() == idOf(node)).findFirst()
                            .ifPresent(RaftNode::close);
                }
            }
            for (int i = 1; i <= COMMANDS; i++) {
                assertEquals(Integer.toString(i), replies.get(i - 1).join().text());
            }
        }
    }

    private int idOf(final RaftNode node) {
        return nodes.indexOf(node) + 1;
    }

    @Test
    void whatIsOfferedIsExecutedInOrderAndLeavesNoGarbage() {
        final long[] answered = new long[1];
        final ClientBuilder builder = QuorateClient.builder(clusterId).transport(transport())
                .window(WINDOW).callTimeout(Duration.ofMinutes(2))
                .inline((number, outcome, index, reply, offset, length) -> {
                    assertEquals(Outcome.COMMITTED, outcome);
                    assertEquals(answered[0], number);
                    answered[0]++;
                    assertEquals(answered[0], reply.parseNaturalLongAscii(offset, length));
                });
        members.forEach(builder::member);
        try (QuorateClient client = builder.connect()) {
            offer(client, answered, OFFERED);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            offer(client, answered, 2 * OFFERED);
            assertEquals(0, (THREADS.getCurrentThreadAllocatedBytes() - before) / OFFERED);
        }
    }

    private static void offer(final QuorateClient client, final long[] answered,
            final long upTo) {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[32]);
        long offered = answered[0];
        while (answered[0] < upTo) {
            while (offered < upTo && client.offer(offered, command, 0, 32)) {
                offered++;
            }
            client.doWork();
        }
    }

    @Test
    void onlyAClientWithAListenerIsOfferedTo() {
        try (QuorateClient client = connect()) {
            assertThrows(IllegalStateException.class,
                    () -> client.offer(1, new UnsafeBuffer(new byte[8]), 0, 8));
        }
    }

    @Test
    void manyClientsAreServedAndThoseThatLeaveHoldUpNobody() {
        final List<QuorateClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(connect());
        }
        final List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (final QuorateClient client : clients) {
                replies.add(client.submit(new byte[8]));
            }
        }
        for (int i = 4; i < 8; i++) {
            clients.get(i).close();                          // with answers on their way
        }
        for (int i = 0; i < replies.size(); i++) {
            if (i % 8 < 4) {
                assertEquals(Outcome.COMMITTED, replies.get(i).join().outcome());
            }
        }
        assertEquals(Outcome.COMMITTED, clients.get(0).submit(new byte[8]).join().outcome());
        clients.forEach(QuorateClient::close);
        assertTrue(nodes.stream().allMatch(RaftNode::isRunning));
    }

    @Test
    void aLongCommandTravelsWholeAndOneTooLongIsRefusedByName() {
        try (QuorateClient client = connect()) {
            assertEquals("1", client.submit(new byte[200 << 10]).join().text());
            final CompletionException thrown = assertThrows(CompletionException.class,
                    () -> client.submit(new byte[(256 << 10) + 1]).join());
            assertEquals(Outcome.TOO_LARGE, ((ClientException) thrown.getCause()).outcome());
            assertEquals("2", client.submit(new byte[1]).join().text());
        }
    }
}
