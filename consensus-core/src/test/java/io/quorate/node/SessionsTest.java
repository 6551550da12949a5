package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.StateMachine;
import io.quorate.wire.ClientRequest;
import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions on three members: executed once, whatever happens between append and answer. */
class SessionsTest {
    private static final int COMMANDS = 8;

    /** Counts commands; each replies with how many there were. */
    private static StateMachine counter() {
        final long[] count = new long[1];
        return (index, command, offset, length, reply) -> {
            reply.putLong(0, ++count[0]);
            return Long.BYTES;
        };
    }

    private static InlineCluster cluster() {
        return new InlineCluster(3, id -> counter());
    }

    @Test
    void aRepeatedCommandIsAnsweredWithTheIndexOfTheFirst() {
        try (InlineCluster cluster = cluster()) {
            final SessionClient client = new SessionClient(cluster.lead());
            client.open(cluster);
            final String first = client.call(cluster, 1, 1);
            assertTrue(first.startsWith("COMMITTED at "), first);
            assertEquals(first, client.call(cluster, 1, 1));
        }
    }

    /** The leader is lost after so many cycles since the commands were handed in. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "15", "20"})
    void eachCommandIsExecutedOnceWhereverInItsLifeTheLeaderIsLost(final int cycles) {
        try (InlineCluster cluster = cluster()) {
            final NodeAgent old = cluster.lead();
            final SessionClient client = new SessionClient(old);
            client.open(cluster);
            for (int seq = 1; seq <= COMMANDS; seq++) {
                client.send(seq, 1);
            }
            for (int i = 0; i < cycles; i++) {
                cluster.cycle();
                cluster.pass(1_000);
            }
            old.onClose();
            final Set<String> before = new HashSet<>(client.answers.values());
            client.goTo(cluster.lead());
            final Set<String> places = new HashSet<>();
            for (int seq = 1; seq <= COMMANDS; seq++) {
                places.add(client.call(cluster, seq, 1));
            }
            assertEquals(COMMANDS, places.size(), "each in a place of its own: " + places);
            before.removeIf(answer -> !answer.startsWith("COMMITTED") || places.contains(answer));
            assertEquals(1, before.size(), "what was answered is answered alike: " + before);
            client.call(cluster, COMMANDS + 1, COMMANDS + 1);
            assertSameSessions(cluster);
        }
    }

    private static void assertSameSessions(final InlineCluster cluster) {
        final Set<Integer> hashes = new HashSet<>();
        cluster.runUntil(() -> {
            hashes.clear();
            long lowest = Long.MAX_VALUE;
            long highest = 0;
            for (int id = 1; id <= 3; id++) {
                final NodeAgent node = cluster.node(id);
                if (!node.isStopped()) {
                    lowest = Math.min(lowest, node.appliedIndex());
                    highest = Math.max(highest, node.raft().lastIndex());
                    hashes.add(node.sessions().hash());
                }
            }
            return lowest == highest;
        });
        assertEquals(1, hashes.size());
    }

    @Test
    void sessionsEndByTheLogsTimeWhateverTheMembersClocksSay() {
        try (InlineCluster cluster = cluster()) {
            cluster.skewMs[0] = -100;
            cluster.skewMs[2] = 100;
            final SessionClient client = new SessionClient(cluster.lead());
            client.open(cluster);
            final long openedMs = cluster.node(1).sessions().nowMs();
            client.call(cluster, 1, 1);
            final SessionClient other = new SessionClient(cluster.lead());
            assertTrue(other.open(cluster).startsWith("COMMITTED"));
            assertEquals(2, cluster.lead().sessions().size());
            assertSameSessions(cluster);
            while (cluster.lead().sessions().nowMs() < openedMs + 2_000) {
                cluster.pass(50 * InlineCluster.MS);
                other.goTo(cluster.lead());
                other.call(cluster, other.committed() + 1, 1);
            }
            client.goTo(cluster.lead());
            assertEquals("SESSION_EXPIRED", client.call(cluster, 2, 1));
            assertEquals(1, cluster.lead().sessions().size());
            assertSameSessions(cluster);
        }
    }

    @Test
    void asManySessionsAsMayBeAreOpenedAndAForeignOneIsNeverServed() {
        try (InlineCluster cluster = cluster()) {
            final NodeAgent leader = cluster.lead();
            for (int i = 0; i < 4; i++) {
                assertTrue(new SessionClient(leader).open(cluster).startsWith("COMMITTED"));
            }
            final SessionClient late = new SessionClient(leader);
            assertEquals("SESSIONS_FULL", late.open(cluster));
            late.send(12345, 1, 1);
            cluster.runUntil(() -> late.answer(1) != null);
            assertEquals("SESSION_EXPIRED", late.answer(1));
            assertEquals(4, cluster.lead().sessions().size());
        }
    }

    @Test
    void aCommandThatComesTooEarlyIsNotExecuted() {
        try (InlineCluster cluster = cluster()) {
            final SessionClient client = new SessionClient(cluster.lead());
            client.open(cluster);
            assertEquals("OUT_OF_SEQUENCE", client.call(cluster, 2, 1));
            assertTrue(client.call(cluster, 1, 1).startsWith("COMMITTED"));
            assertTrue(client.call(cluster, 2, 1).startsWith("COMMITTED"));
        }
    }

    @Test
    void aRequestOfUnknownKindIsRefusedByName() {
        try (InlineCluster cluster = cluster()) {
            final Client client = new Client(cluster.lead(), 1);
            client.submitter.submit(ClientRequest.allocated().kind(77, 0).correlation(5),
                    new UnsafeBuffer(new byte[0]), 0, 0);
            cluster.runUntil(() -> client.answers().size() == 1);
            assertEquals("5 UNSUPPORTED", client.answers.get(0));
        }
    }
}
