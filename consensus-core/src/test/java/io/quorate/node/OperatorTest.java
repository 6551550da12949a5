package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Role;
import io.quorate.wire.ClientRequest;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What operators order over the wire. */
class OperatorTest {
    private final List<Reply> heard = new ArrayList<>();

    private Reply order(final InlineCluster cluster, final NodeAgent node, final int kind,
            final byte[] bytes) {
        final CuttableTransport transport = cluster.transportOf(node);
        final int before = heard.size();
        transport.onReply((client, reply) -> {
            heard.add(Reply.of(Outcome.ofCode(reply.outcome()), reply.index(), reply.leaderId(),
                    transport.repliedBody()));
        });
        final ClientRequest request = ClientRequest.allocated();
        request.speaker(77, 0, 0);
        final UnsafeBuffer body = new UnsafeBuffer(bytes);
        transport.hearClient(5, request.kind(kind, 0).correlation(9).body(body, 0, bytes.length),
                body);
        cluster.runUntil(() -> heard.size() > before);
        return heard.get(before);
    }

    private static byte[] member(final int id) {
        return new byte[] {(byte) id, 0, 0, 0};
    }

    @Test
    void anyMemberTellsHowItIs() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final NodeAgent follower = cluster.aFollower();
            final MemberStatus status = MemberStatus.of(
                    order(cluster, follower, ClientRequest.STATUS, new byte[0]).bytes());
            assertEquals(cluster.id(follower), status.id());
            assertEquals(Role.FOLLOWER, status.role());
            assertEquals(MemberRole.VOTER, status.seat());
            assertEquals(cluster.id(leader), status.leaderId());
            assertEquals(leader.raft().term(), status.term());
            assertEquals(follower.raft().lastIndex(), status.positions().last());
            assertEquals(follower.appliedIndex(), status.positions().applied());
            assertEquals(Health.HEALTHY, status.health());
            assertEquals(0, status.counter(NodeCounter.ROLE));         // a follower
            assertEquals(status.leaderId(), status.counter(NodeCounter.LEADER));
            assertEquals(status.term(), status.counter(NodeCounter.TERM));
            assertEquals(status.positions().commit(), status.counter(NodeCounter.COMMIT_INDEX));
            assertEquals(0, status.counter(NodeCounter.SESSIONS));     // no part of it
            assertThrows(IllegalArgumentException.class, () -> MemberStatus.of(new byte[3]));
        }
    }

    @Test
    void theLeaderHandsOverAsOrderedAndAnyOtherNamesIt() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final int heir = cluster.id(cluster.aFollower());
            final Reply refused = order(cluster, cluster.node(heir), ClientRequest.TRANSFER,
                    member(heir));
            assertEquals(Outcome.NOT_LEADER, refused.outcome());
            assertEquals(cluster.id(leader), refused.leaderId());
            assertEquals(Outcome.REFUSED,
                    order(cluster, leader, ClientRequest.TRANSFER, member(77)).outcome());
            assertEquals(Outcome.ANSWERED,
                    order(cluster, leader, ClientRequest.TRANSFER, member(heir)).outcome());
            assertEquals(heir, cluster.id(cluster.lead()));
            assertEquals(Outcome.UNSUPPORTED,
                    order(cluster, leader, ClientRequest.TRANSFER, new byte[3]).outcome());
        }
    }

    @Test
    void membersAreChangedAsOrderedAndNonsenseIsRefusedInWords() {
        try (InlineCluster cluster = InlineCluster.forwarding(3, id -> ECHO)) {
            final NodeAgent leader = cluster.lead();
            final MembershipChange demotion = leader.membership().change()
                    .role(cluster.id(cluster.aFollower()), MemberRole.OBSERVER);
            final Reply done = order(cluster, leader, ClientRequest.CHANGE, demotion.encode());
            assertEquals(Outcome.ANSWERED, done.outcome());
            final Reply stale = order(cluster, leader, ClientRequest.CHANGE, demotion.encode());
            assertEquals(Outcome.REFUSED, stale.outcome());
            assertTrue(stale.text().startsWith("STALE_CONFIGURATION"), stale.text());
            for (int length = 0; length < 60; length += 7) {
                assertEquals(Outcome.REFUSED, order(cluster, leader, ClientRequest.CHANGE,
                        new byte[length]).outcome());
            }
            assertFalse(leader.isStopped());
        }
    }
}
