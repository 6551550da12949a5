package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.port.StateMachine;
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
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aClusterOutlivesItsLeader() {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> InlineCluster.ECHO)) {
            final Reply first = cluster.call(bytes("first"), PATIENCE);
            assertEquals(Outcome.COMMITTED, first.outcome());
            cluster.node(first.leaderId()).close();
            final Reply second = cluster.call(bytes("second"), PATIENCE);
            assertEquals(Outcome.COMMITTED, second.outcome());
            assertEquals("second", second.text());
        }
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
    void aClosedClusterRefusesCalls() {
        final LocalCluster cluster = LocalCluster.launch(1, id -> InlineCluster.ECHO);
        cluster.close();
        cluster.close();
        assertEquals(Outcome.STOPPED, cluster.call(bytes("x"), Duration.ofMillis(10)).outcome());
    }

    @Test
    void theOfficeIsHandedOverOnRequestAndReadsGoOn() throws Exception {
        try (LocalCluster cluster = LocalCluster.launch(3, id -> new Length())) {
            final int leader = cluster.call(bytes("four"), PATIENCE).leaderId();
            final int next = leader % 3 + 1;
            assertEquals(TransferOutcome.DONE,
                    cluster.node(leader).transfer(next).get(20, TimeUnit.SECONDS));
            for (final ReadLevel level : List.of(ReadLevel.LINEARIZABLE, ReadLevel.LEASE)) {
                final Reply reply = cluster.read(level, bytes("how long?"), PATIENCE);
                assertEquals(Outcome.ANSWERED, reply.outcome(), level.toString());
                assertEquals("4", reply.text(), level.toString());
            }
            assertThrows(ExecutionException.class,
                    () -> cluster.node(leader).transfer(next).get(20, TimeUnit.SECONDS));
        }
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
