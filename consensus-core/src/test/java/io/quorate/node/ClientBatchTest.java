package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.transport.loopback.LoopbackNetwork;
import io.quorate.wire.ClientReplies;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.CommandRun;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Commands that a client sends together, and answers that it gets together. */
class ClientBatchTest {
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final ClientRequest request = ClientRequest.allocated();
    private final List<String> heard = new ArrayList<>();
    private final UnsafeBuffer run = new UnsafeBuffer(new byte[256 << 10]);
    private int length;
    private long session;

    private CuttableTransport open(final InlineCluster cluster, final NodeAgent node) {
        final CuttableTransport transport = cluster.transportOf(node);
        transport.onReply((client, reply) -> {
            session = session == 0 ? reply.index() : session;
            heard.add(reply.correlation() + " " + Outcome.ofCode(reply.outcome()));
        });
        request.speaker(77, 0, 0);
        transport.hearClient(5, request.kind(ClientRequest.OPEN_SESSION, 0).correlation(1000)
                .body(NOTHING, 0, 0), NOTHING);
        cluster.runUntil(() -> session != 0);
        heard.clear();
        return transport;
    }

    private void add(final int bytes) {
        length = CommandRun.write(run, length, new UnsafeBuffer(new byte[bytes]), 0, bytes);
    }

    private void send(final CuttableTransport transport, final long seq) {
        request.kind(ClientRequest.COMMANDS, 0).correlation(1000 + seq).session(session)
                .seq(seq, 1).body(run, 0, length);
        transport.hearClient(5, request, new UnsafeBuffer(run, 0, length));
        length = 0;
    }

    @Test
    void commandsThatComeTogetherAreExecutedInOrderAndAnsweredTogether() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final CuttableTransport transport = open(cluster, cluster.lead());
            final int before = transport.batches();
            for (int i = 1; i <= 40; i++) {
                add(i % 3);
            }
            send(transport, 1);
            cluster.runUntil(() -> heard.size() == 40);
            for (int i = 1; i <= 40; i++) {
                assertEquals(1000 + i + " COMMITTED", heard.get(i - 1));
            }
            assertEquals(1, transport.batches() - before);
        }
    }

    @Test
    void whatIsRefusedOfThemIsRefusedByItself() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final CuttableTransport transport = open(cluster, cluster.lead());
            add(8);
            add(InlineCluster.MAX_COMMAND + 1);
            add(8);
            send(transport, 1);
            cluster.runUntil(() -> heard.size() == 3);
            assertEquals(List.of("1002 TOO_LARGE", "1001 COMMITTED", "1003 OUT_OF_SEQUENCE"),
                    heard);
        }
    }

    @Test
    void aFollowerSendsEachOfThemOn() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final int leader = cluster.lead().raft().leaderId();
            final NodeAgent follower = cluster.node(leader == 1 ? 2 : 1);
            final CuttableTransport transport = open(cluster, follower);
            add(8);
            add(9);
            send(transport, 1);
            cluster.runUntil(() -> heard.size() == 2);
            assertEquals(List.of("1001 COMMITTED", "1002 COMMITTED"), heard);
            assertTrue(cluster.countersOf(follower).get(NodeCounter.FORWARDED) >= 3);
        }
    }

    @Test
    void everyAnswerThatItsWayDoesNotTakeIsCounted() {
        final NodeCounters counters = NodeCounters.inMemory();
        final CuttableTransport transport =
                new CuttableTransport(new LoopbackNetwork().open(1, List.of(1)));
        transport.refuseReplies();
        final ReplyBatch batch = new ReplyBatch(transport, counters, ClientReplies.allocated(), 8);
        for (int i = 0; i < 5; i++) {                    // three batches in one cycle
            batch.add(i / 2, Outcome.COMMITTED, 1, i, i, run, 8);
        }
        batch.flush();
        counters.publish();
        assertEquals(5, counters.get(NodeCounter.REPLIES_LOST));
    }

    @Test
    void answersGoInSeveralMessagesIfTheyFillOneOrAreForSeveralClients() {
        final CuttableTransport transport =
                new CuttableTransport(new LoopbackNetwork().open(1, List.of(1)));
        final List<String> told = new ArrayList<>();
        transport.onReply((client, reply) -> told.add(client + ": " + reply.correlation()));
        final ReplyBatch batch = new ReplyBatch(transport, NodeCounters.inMemory(),
                ClientReplies.allocated(), 256 << 10);
        batch.flush();
        assertEquals(0, transport.batches(), "there is nothing to be said");
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            final int client = i < 2_990 ? 5 : i % 2;
            all.add(client + ": " + i);
            batch.add(client, Outcome.COMMITTED, 1, i, i, run, i == 7 ? 200 << 10 : 8);
        }
        batch.flush();
        assertEquals(all, told);
        assertEquals(1 + 1 + 2 + 10, transport.batches());
    }
}
