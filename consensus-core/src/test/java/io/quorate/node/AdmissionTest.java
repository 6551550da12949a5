package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static io.quorate.node.InlineCluster.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Each breaker by itself: what trips it, what the refused are told, and that it lets go. */
class AdmissionTest {
    private static final int COMMAND = 100;
    private static final int ASKED = COMMAND + Order.HEAD_LENGTH;
    private static final int TWO = 2 * ASKED + 10;           // room for two commands

    private static InlineCluster limited(final AdmissionLimits limits) {
        return InlineCluster.limited(3, id -> ECHO, limits);
    }

    private static String command() {
        return "x".repeat(COMMAND);
    }

    private static void submit(final Client client, final int from, final int to) {
        for (int id = from; id <= to; id++) {
            assertEquals(Outcome.ACCEPTED, client.submit(id, command()));
        }
    }

    private static String refused(final int id, final String breaker, final long used,
            final long limit) {
        return id + " OVERLOADED breaker." + breaker + ": " + used + " bytes used, " + ASKED
                + " asked, limit " + limit;
    }

    private static void assertServes(final InlineCluster cluster, final Client client) {
        final int before = client.answers().size();
        submit(client, 90, 90);
        cluster.runUntil(() -> client.answers().size() > before);
        assertTrue(client.answers.get(before).startsWith("90 COMMITTED"),
                client.answers.get(before));
    }

    private static void assertTripped(final NodeCounters counters, final Breaker breaker) {
        assertEquals(1, counters.get(breaker.trips()));
        assertEquals(1, counters.get(NodeCounter.OVERLOADED));
        assertEquals(0, counters.get(breaker.used()));
    }

    @Test
    void whatIsTakenAndNotAnsweredIsLimited() {
        try (InlineCluster cluster = limited(new AdmissionLimits(TWO, 0, 0, 0, 100))) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(leader, 8);
            submit(client, 1, 3);
            cluster.cycle();
            assertEquals(List.of(refused(3, "in-flight", 2 * ASKED, TWO)), client.answers());
            assertEquals(2 * ASKED, cluster.countersOf(leader).get(NodeCounter.IN_FLIGHT_BYTES));
            cluster.runUntil(() -> client.answers().size() == 3);
            assertServes(cluster, client);
            assertTripped(cluster.countersOf(leader), Breaker.IN_FLIGHT);
        }
    }

    @Test
    void whatALeaderHasTakenAndIsNotCommittedIsLimited() {
        try (InlineCluster cluster = limited(new AdmissionLimits(0, TWO, 0, 0, 100))) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(leader, 8);
            submit(client, 1, 3);
            cluster.cycle();
            assertEquals(List.of(refused(3, "uncommitted", 2 * ASKED, TWO)), client.answers());
            cluster.runUntil(() -> client.answers().size() == 3);
            assertServes(cluster, client);
            assertTripped(cluster.countersOf(leader), Breaker.UNCOMMITTED);
        }
    }

    @Test
    void whatIsCommittedAndNotAppliedIsLimited() {
        final InlineCluster[] self = new InlineCluster[1];
        try (InlineCluster cluster = InlineCluster.limited(3, id -> (index, bytes, at, length,
                reply) -> {
            self[0].pass(3 * MS);                            // more than a cycle's budget
            return 0;
        }, new AdmissionLimits(0, 0, 10 * ASKED, 0, 100))) {
            self[0] = cluster;
            final NodeAgent leader = cluster.lead();
            final NodeCounters counters = cluster.countersOf(leader);
            final Client client = new Client(leader, 64);
            submit(client, 1, 40);
            cluster.runUntil(() -> counters.get(NodeCounter.BACKLOG_BYTES) > 10 * ASKED);
            submit(client, 41, 41);
            cluster.runUntil(() -> client.answers().size() == 41);
            assertEquals(1, client.answers.stream()
                    .filter(answer -> answer.startsWith("41 OVERLOADED breaker.backlog")).count());
            assertServes(cluster, client);
            assertTripped(counters, Breaker.BACKLOG);
        }
    }

    @Test
    void aHeapThatIsTooFullIsNotFilledFurther() {
        try (InlineCluster cluster = limited(AdmissionLimits.off())) {
            final NodeAgent leader = cluster.lead();
            final long[] used = {950};
            leader.watchHeap(new HeapGauge(() -> used[0], 1000, 95));
            cluster.run(HeapGauge.INTERVAL_NS);
            final Client client = new Client(leader, 8);
            submit(client, 1, 1);
            cluster.runUntil(() -> client.answers().size() == 1);
            assertEquals(List.of(refused(1, "heap", 950, 950)), client.answers);
            used[0] = 100;
            cluster.run(HeapGauge.INTERVAL_NS);
            leader.watchHeap(HeapGauge.none());
            assertServes(cluster, client);
            assertEquals(1, cluster.countersOf(leader).get(Breaker.HEAP.trips()));
        }
    }

    @Test
    void theParentLimitsWhatTheOthersHoldTogether() {
        try (InlineCluster cluster = limited(new AdmissionLimits(0, 0, 0, 3 * ASKED, 100))) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(leader, 8);
            submit(client, 1, 3);                            // in flight and uncommitted, each
            cluster.cycle();
            assertEquals(List.of(refused(3, "total", 4 * ASKED, 3 * ASKED)), client.answers());
            cluster.runUntil(() -> client.answers().size() == 3);
            assertServes(cluster, client);
            assertEquals(0, cluster.countersOf(leader).get(NodeCounter.TOTAL_BYTES));
        }
    }

    @Test
    void aMemberThatForwardsRelaysWhatItsLeaderSays() {
        try (InlineCluster cluster = limited(new AdmissionLimits(0, TWO, 0, 0, 100))) {
            cluster.lead();
            final Client client = new Client(cluster.aFollower(), 8);
            submit(client, 1, 3);
            cluster.runUntil(() -> client.answers().size() == 3);
            assertEquals(refused(3, "uncommitted", 2 * ASKED, TWO), client.answers.get(0));
            assertServes(cluster, client);
        }
    }

    @Test
    void aMemberThatForwardsHasABreakerOfItsOwn() {
        try (InlineCluster cluster = limited(new AdmissionLimits(TWO, 0, 0, 0, 100))) {
            cluster.lead();
            final NodeAgent follower = cluster.aFollower();
            final Client client = new Client(follower, 8);
            submit(client, 1, 3);
            cluster.cycle();
            assertEquals(refused(3, "in-flight", 2 * ASKED, TWO), client.answers().get(0));
            cluster.runUntil(() -> client.answers().size() == 3);
            assertServes(cluster, client);
            assertTripped(cluster.countersOf(follower), Breaker.IN_FLIGHT);
        }
    }

    @Test
    void aReadThatWaitsIsInFlightToo() {
        try (InlineCluster cluster = limited(new AdmissionLimits(TWO, 0, 0, 0, 100))) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(leader, 8);
            final UnsafeBuffer query = new UnsafeBuffer(command().getBytes(StandardCharsets.UTF_8));
            for (int id = 1; id <= 3; id++) {
                client.submitter.read(ReadLevel.LINEARIZABLE, id, query, 0, COMMAND);
            }
            cluster.cycle();
            assertEquals(List.of(refused(3, "in-flight", 2 * ASKED, TWO)), client.answers());
            cluster.runUntil(() -> client.answers().size() == 3);
            assertEquals(0, cluster.countersOf(leader).get(NodeCounter.IN_FLIGHT_BYTES));
        }
    }

    @Test
    void sessionsAreOpenedAndKeptAliveByWhoRefusesEverythingElse() {
        try (InlineCluster cluster = limited(new AdmissionLimits(1, 1, 1, 1, 100))) {
            final SessionClient client = new SessionClient(cluster.lead());
            assertTrue(client.open(cluster).startsWith("COMMITTED"));
            assertEquals("OVERLOADED", client.call(cluster, 1, 1));
        }
    }

    @Test
    void aHeapAboveItsLimitIsBroughtCloserToACollection() {
        final long[] used = {960};
        final HeapGauge gauge = new HeapGauge(() -> used[0] << 20, 1000 << 20, 95);
        gauge.settle(0);
        assertEquals((40 << 20) / 64, gauge.garbageBytes());
        used[0] = 1000;
        gauge.settle(HeapGauge.INTERVAL_NS - 1);
        assertEquals(960 << 20, gauge.usedBytes());
        gauge.settle(HeapGauge.INTERVAL_NS);
        assertEquals(0, gauge.garbageBytes());
        assertEquals(1000 << 20, gauge.usedBytes());
    }
}
