package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.Await;
import io.quorate.port.StateMachine;
import io.quorate.raft.Role;
import io.quorate.raft.TransferOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class LocalClusterTest {
    private static final Duration PATIENCE = Await.PATIENCE;

    @Test
    void aClusterOutlivesItsLeader() {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> InlineCluster.ECHO)) {
            cluster.node(agreed(cluster, "first").leaderId()).close();
            assertEquals("second", agreed(cluster, "second").text());
        }
    }

    /** One whose leader lost its office meanwhile is in doubt, and which leader it was not told. */
    private static Reply agreed(final LocalCluster cluster, final String command) {
        return Await.found("a command to be agreed on", () -> {
            final Reply reply = cluster.call(bytes(command), PATIENCE);
            return reply.outcome() == Outcome.COMMITTED && reply.leaderId() != 0 ? reply : null;
        });
    }

    @Test
    void withoutAQuorumNothingIsCommitted() {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> InlineCluster.ECHO)) {
            cluster.call(bytes("first"), PATIENCE);
            cluster.node(1).close();
            cluster.node(2).close();
            final Reply reply = cluster.call(bytes("second"), Duration.ofMillis(300));
            final boolean isHonest = reply.outcome() == Outcome.NOT_LEADER
                    || reply.outcome() == Outcome.INDETERMINATE;
            assertEquals(true, isHonest, reply.toString());
        }
    }

    @Test
    void whoDoesNotLeadCannotHandOver() {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> InlineCluster.ECHO)) {
            cluster.node(1).close();
            cluster.node(2).close();
            final RaftNode alone = cluster.node(3);
            Await.until("an end of any office", () -> alone.role() != Role.LEADER);
            assertThrows(ExecutionException.class,
                    () -> alone.transfer(1).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void aClosedClusterRefusesCalls() {
        final LocalCluster cluster = LocalCluster.launch(1, id -> InlineCluster.ECHO);
        cluster.close();
        cluster.close();
        assertEquals(Outcome.STOPPED, cluster.call(bytes("x"), Duration.ofMillis(10)).outcome());
    }

    @Test
    void theOfficeIsHandedOverOnRequestAndReadsGoOn() {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> new Length())) {
            Await.until("a hand-over", () -> isHandedOver(cluster));
            for (final ReadLevel level : List.of(ReadLevel.LINEARIZABLE, ReadLevel.LEASE)) {
                final Reply reply = cluster.read(level, bytes("how long?"), PATIENCE);
                assertEquals(Outcome.ANSWERED, reply.outcome(), level.toString());
                assertEquals("4", reply.text(), level.toString());
            }
        }
    }

    /** An election may come between, and identities are bound just after one. */
    private static boolean isHandedOver(final LocalCluster cluster) {
        final int leader = agreed(cluster, "four").leaderId();
        return cluster.node(leader).transfer(leader % 3 + 1)
                .exceptionally(refusal -> TransferOutcome.ABORTED).join() == TransferOutcome.DONE;
    }

    /** Remembers how long the newest command was. */
    private static final class Length implements StateMachine {
        private int newest;

        @Override
        public int apply(final long index, final DirectBuffer command, final int offset,
                final int length, final MutableDirectBuffer reply) {
            newest = length;
            return 0;
        }

        @Override
        public int query(final DirectBuffer query, final int offset, final int length,
                final MutableDirectBuffer reply) {
            return reply.putStringWithoutLengthAscii(0, Integer.toString(newest));
        }
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
