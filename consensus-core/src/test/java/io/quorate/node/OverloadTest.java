package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static io.quorate.node.InlineCluster.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster that is asked for more than it can do, for a while. */
class OverloadTest {
    private static final AdmissionLimits LIMITS = new AdmissionLimits(2_000, 1_500, 1_000, 3_500,
            100);
    private static final List<Breaker> COUNTED =
            List.of(Breaker.IN_FLIGHT, Breaker.UNCOMMITTED, Breaker.BACKLOG, Breaker.TOTAL);
    private static final int WINDOW = 64;

    /** A client that submits as much as its window allows, and counts what it is told. */
    private static final class Flood {
        private final Submitter submitter;
        private final UnsafeBuffer command = new UnsafeBuffer(new byte[100]);
        private final int[] told = new int[Outcome.values().length + 1];
        private long number;

        Flood(final NodeAgent node) {
            submitter = node.submitter(WINDOW);
        }

        void pour() {
            while (submitter.submit(++number, command, 0, 100) == Outcome.ACCEPTED) {
                // as long as the window allows
            }
            hear();
        }

        void hear() {
            submitter.poll(answer -> told[answer.outcome().code()]++, WINDOW);
        }

        int told(final Outcome outcome) {
            return told[outcome.code()];
        }
    }

    @Test
    void overloadCausesNoElectionAndWhatIsAcceptedIsAnsweredAndServiceIsFullAfterwards() {
        try (InlineCluster cluster = InlineCluster.limited(3, id -> ECHO, LIMITS)) {
            final NodeAgent leader = cluster.lead();
            final long term = leader.raft().term();
            final List<Flood> floods = new ArrayList<>();
            cluster.nodes.forEach(node -> floods.add(new Flood(node)));
            for (int i = 0; i < 10_000; i++) {
                floods.forEach(Flood::pour);
                cluster.cycle();
                cluster.pass(MS);
            }
            assertEquals(term, leader.raft().term());
            for (final Flood flood : floods) {
                assertTrue(flood.told(Outcome.OVERLOADED) > 1_000, "nothing was refused");
                assertTrue(flood.told(Outcome.COMMITTED) > 100, "nothing was served");
                cluster.runUntil(() -> {
                    flood.hear();
                    return flood.submitter.unanswered() == 0;
                });
                assertEquals(0, flood.told(Outcome.INDETERMINATE));
            }
            final Client client = new Client(cluster.aFollower(), 8);
            client.submit(1, "x");
            cluster.runUntil(() -> client.answers().size() == 1);
            assertTrue(client.answers.get(0).startsWith("1 COMMITTED"), client.answers.get(0));
            assertEquals(term, leader.raft().term());
        }
    }

    @Test
    void whoIsAskedWhyNamesTheBreakerThatTrippedAndForgetsItInTime() {
        try (InlineCluster cluster = InlineCluster.limited(1, id -> ECHO, LIMITS)) {
            final NodeAgent node = cluster.lead();
            final Flood flood = new Flood(node);
            flood.pour();
            cluster.cycle();
            assertTrue(node.explain().toString().contains("overload   requests were refused in the"
                    + " last 10 s, the newest by breaker.uncommitted: 1480 bytes used, 148 asked,"
                    + " limit 1500"), () -> node.explain().toString());
            cluster.run(Admission.RECENT_NS + 2 * MS);
            assertTrue(node.explain().findings().isEmpty(), () -> node.explain().toString());
        }
    }

    /** Whatever becomes of requests, what they hold is given back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void onceAllIsAnsweredNothingIsHeld(final int seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        try (InlineCluster cluster = InlineCluster.limited(3, id -> ECHO, LIMITS)) {
            cluster.lead();
            final List<Client> clients = new ArrayList<>();
            cluster.nodes.forEach(node -> clients.add(new Client(node, WINDOW)));
            for (int i = 0; i < 2_000; i++) {
                trouble(cluster, random);
                ask(clients.get(random.nextInt(3)), random);
                cluster.cycle();
                cluster.pass(random.nextLong(3 * MS));
                clients.forEach(Client::answers);
            }
            cluster.transports.forEach(transport -> transport.cut(false));
            cluster.runUntil(() -> clients.stream().allMatch(OverloadTest::isAnswered));
            cluster.lead();
            cluster.cycle();
            cluster.counters.forEach(OverloadTest::assertNothingIsHeld);
            stopWithSomethingInFlight(cluster, clients.get(0));
        }
    }

    private static void trouble(final InlineCluster cluster, final SplittableRandom random) {
        final NodeAgent leader = cluster.leader();
        if (random.nextInt(200) == 0 && leader != null) {
            cluster.transportOf(leader).cut(true);
        } else if (random.nextInt(100) == 0) {
            cluster.transports.forEach(transport -> transport.cut(false));
        } else if (random.nextInt(300) == 0 && leader != null) {
            assertNotNull(leader.transfer(0));               // refused if one is under way
        }
    }

    private static void ask(final Client client, final SplittableRandom random) {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[1 + random.nextInt(256)]);
        for (int i = random.nextInt(6); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                client.submitter.read(ReadLevel.LINEARIZABLE, i, bytes, 0, bytes.capacity());
            } else {
                client.submitter.submit(i, bytes, 0, bytes.capacity());
            }
        }
    }

    private static boolean isAnswered(final Client client) {
        client.answers();
        return client.submitter.unanswered() == 0;
    }

    private static void stopWithSomethingInFlight(final InlineCluster cluster,
            final Client client) {
        client.submit(1, "x");
        cluster.cycle();
        cluster.nodes.forEach(NodeAgent::stop);
        cluster.counters.forEach(OverloadTest::assertNothingIsHeld);
    }

    private static void assertNothingIsHeld(final NodeCounters counters) {
        for (final Breaker breaker : COUNTED) {
            assertEquals(0, counters.get(breaker.used()), breaker::label);
        }
    }
}
