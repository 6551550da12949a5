package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
