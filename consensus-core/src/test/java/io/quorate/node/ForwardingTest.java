package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.ClientRequest;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A write handed to a member that does not lead. */
class ForwardingTest {
    private static NodeAgent follower(final InlineCluster cluster) {
        final int leader = cluster.lead().raft().leaderId();
        return cluster.node(leader == 1 ? 2 : 1);
    }

    @Test
    void aFollowerHasAWriteAgreedByItsLeaderAndRelaysTheAnswer() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final Client client = new Client(follower(cluster), 8);
            client.submit(7, "x");
            client.submit(8, "yz");
            cluster.runUntil(() -> client.answers().size() == 2);
            final long last = cluster.lead().raft().lastIndex();
            assertEquals(List.of("7 COMMITTED at " + (last - 1) + " 'x'",
                    "8 COMMITTED at " + last + " 'yz'"), client.answers);
        }
    }

    @Test
    void asLongAsThereIsNoLeaderAWriteIsRefused() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final Client client = new Client(cluster.node(2), 8);
            client.submit(7, "x");
            cluster.cycle();
            assertEquals(List.of("7 NOT_LEADER but 0"), client.answers());
        }
    }

    @Test
    void whatWasForwardedToALeaderThatIsGoneIsInDoubt() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(follower(cluster), 8);
            client.submit(7, "x");
            leader.onClose();
            cluster.runUntil(() -> client.answers().size() == 1);
            assertEquals(List.of("7 INDETERMINATE"), client.answers);
        }
    }

    @Test
    void aLeaderThatIsHeardButDoesNotAnswerLeavesAWriteInDoubtInTheEnd() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(follower(cluster), 8);
            cluster.transportOf(leader).losesRequests(true);
            client.submit(7, "x");
            cluster.runUntil(() -> client.answers().size() == 1);
            assertEquals(List.of("7 INDETERMINATE"), client.answers);
        }
    }

    /** A network may say a forwarded command twice; it must not be executed twice. */
    @Test
    void whatIsHeardAgainOrMeantForAnotherOfficeIsNotTaken() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(follower(cluster), 8);
            final long before = leader.raft().lastIndex();
            cluster.transportOf(leader).hearTwice(true);
            client.submit(7, "x");
            cluster.runUntil(() -> client.answers().size() == 1);
            assertEquals(before + 1, leader.raft().lastIndex());
        }
    }

    @Test
    void aSessionIsServedByAnyMemberExactlyOnce() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final SessionClient client = new SessionClient(follower(cluster));
            assertTrue(client.open(cluster).startsWith("COMMITTED"));
            final String first = client.call(cluster, 1, 1);
            client.goTo(cluster.lead());
            assertEquals(first, client.call(cluster, 1, 1));
        }
    }

    @Test
    void aClientsFramesAreAnsweredAndHostileOnesAreDroppedAndCounted() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final CuttableTransport transport = cluster.transportOf(leader);
            final List<String> heard = new ArrayList<>();
            transport.onReply((client, reply) -> {
                heard.add(client + ": " + reply.correlation() + " "
                        + Outcome.ofCode(reply.outcome()));
            });
            final ClientRequest request = ClientRequest.allocated();
            request.speaker(77, 0, 0);
            final UnsafeBuffer body = new UnsafeBuffer(new byte[] {1, 2, 3});
            transport.hearClient(5, request.kind(ClientRequest.COMMAND, 0).correlation(9)
                    .body(body, 0, 3), body);
            transport.hearClient(6, request.kind(77, 0).correlation(9), body);
            transport.hearClient(6, request.kind(ClientRequest.COMMAND, 0).body(body, 0, 2),
                    body);
            request.speaker(78, 0, 0);
            transport.hearClient(6, request.body(body, 0, 3), body);
            final UnsafeBuffer large = new UnsafeBuffer(new byte[InlineCluster.MAX_COMMAND + 1]);
            request.speaker(77, 0, 0);
            transport.hearClient(7, request.body(large, 0, large.capacity()), large);
            cluster.runUntil(() -> heard.size() == 2);
            assertEquals(List.of("7: 9 TOO_LARGE", "5: 9 COMMITTED"), heard);
            assertEquals(2, cluster.countersOf(leader).get(NodeCounter.MALFORMED));
            assertEquals(1, cluster.countersOf(leader).get(NodeCounter.WRONG_CLUSTER));
        }
    }
}
