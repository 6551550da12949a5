package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.kv.KeyValue;
import io.quorate.kv.KeyValueMachine;
import io.quorate.node.LocalCluster;
import io.quorate.node.Outcome;
import io.quorate.node.RaftNode;
import io.quorate.node.ReadLevel;
import io.quorate.node.Reply;
import io.quorate.port.StateMachine;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against real members, threads and all. */
@Timeout(240)
class QuorateClientTest {
    private static final int COMMANDS = 2_000;

    private static StateMachine counter() {
        final long[] count = new long[1];
        return (index, command, offset, length, reply) ->
                reply.putLongAscii(0, ++count[0]);
    }

    @Test
    void aStoreIsWrittenAndReadAtEveryLevel() throws InterruptedException {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> new KeyValueMachine());
                QuorateClient client = QuorateClient.of(cluster)) {
            assertEquals(KeyValue.Status.OK, KeyValue.status(
                    client.submit(KeyValue.put("key", "value")).join().bytes()));
            for (final ReadLevel level : List.of(ReadLevel.LINEARIZABLE, ReadLevel.LEASE)) {
                assertEquals("value", get(client, level), level.name());
            }
            for (final ReadLevel level : List.of(ReadLevel.BOUNDED, ReadLevel.LOCAL)) {
                Await.until("the value at level " + level,       // who is asked may be behind
                        () -> "value".equals(get(client, level)));
            }
            assertTrue(client.status().join().term() > 0);
        }
    }

    private static String get(final QuorateClient client, final ReadLevel level) {
        return KeyValue.text(client.read(level, KeyValue.get("key")).join().bytes());
    }

    /** Each command is counted once, though the leader is killed twice in the midst of them. */
    @Test
    void aNewLeaderIsFoundAndEachCommandIsExecutedOnceInOrder() {
        try (LocalCluster cluster = LocalCluster.launch(5, id -> counter());
                QuorateClient client = QuorateClient.of(cluster)) {
            final List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 1; i <= COMMANDS; i++) {
                replies.add(client.submit(new byte[8]));
                if (i == COMMANDS / 3 || i == COMMANDS * 2 / 3) {
                    replies.get(i - COMMANDS / 4).join();
                    leader(cluster).close();
                }
            }
            for (int i = 1; i <= COMMANDS; i++) {
                assertEquals(Integer.toString(i), replies.get(i - 1).join().text());
            }
        }
    }

    private static RaftNode leader(final LocalCluster cluster) {
        return Await.found("a leader", () -> IntStream.rangeClosed(1, cluster.size())
                .mapToObj(cluster::node)
                .filter(node -> node.isRunning() && node.role() == Role.LEADER)
                .findFirst().orElse(null));
    }

    @Test
    void callsThatCannotBeDoneFailByName() {
        final LocalCluster cluster = LocalCluster.launch(1, id -> counter());
        final QuorateClient client = QuorateClient.of(cluster);
        assertEquals(Outcome.TOO_LARGE, outcome(client.submit(new byte[(256 << 10) + 1])));
        assertEquals("1", client.submit(new byte[1]).join().text());
        assertEquals(Outcome.UNSUPPORTED,
                outcome(client.read(ReadLevel.LOCAL, new byte[1])));
        client.close();
        assertEquals(Outcome.STOPPED, outcome(client.submit(new byte[1])));
        cluster.close();
    }

    private static Outcome outcome(final CompletableFuture<Reply> future) {
        final CompletionException thrown = assertThrows(CompletionException.class,
                () -> future.orTimeout(60, TimeUnit.SECONDS).join());
        return ((ClientException) thrown.getCause()).outcome();
    }
}
