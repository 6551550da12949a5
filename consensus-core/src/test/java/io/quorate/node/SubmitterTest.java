package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitterTest {
    private static final int THREADS = 3;
    private static final int STOP_AFTER = 5_000;

    /** Submits until the node has stopped, and counts each command's answers. */
    private static final class Pusher implements Callable<Pusher> {
        private final Submitter submitter;
        private final UnsafeBuffer command = new UnsafeBuffer(new byte[16]);
        private final BitSet answered = new BitSet();
        private final Runnable onCommitted;
        private int accepted;
        private int twice;

        Pusher(final RaftNode node, final Runnable onCommitted) {
            submitter = node.submitter(32);
            this.onCommitted = onCommitted;
        }

        @Override
        public Pusher call() {
            Outcome outcome = Outcome.ACCEPTED;
            while (outcome != Outcome.STOPPED) {
                outcome = submitter.submit(accepted, command, 0, command.capacity());
                accepted += outcome == Outcome.ACCEPTED ? 1 : 0;
                submitter.poll(this::onAnswer, 32);
            }
            while (submitter.unanswered() > 0) {
                submitter.poll(this::onAnswer, 5);
            }
            return this;
        }

        private void onAnswer(final Answer answer) {
            twice += answered.get((int) answer.correlationId()) ? 1 : 0;
            answered.set((int) answer.correlationId());
            if (answer.outcome() == Outcome.COMMITTED) {
                onCommitted.run();
            }
        }
    }

    @Test
    void everyAcceptedCommandIsAnsweredOnceThoughItsNodeStopsMeanwhile()
            throws InterruptedException, ExecutionException {
        final NodeConfig config = NodeConfig.builder().cluster(2_000_000).member(1, "")
                .storage("memory", Durability.MEMORY).transport("loopback").bootstrap(true)
                .heartbeat(Duration.ofMillis(2))
                .electionTimeout(Duration.ofMillis(10), Duration.ofMillis(20)).build();
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        final RaftNode node = RaftNode.launch(config, ECHO);
        final AtomicLong committed = new AtomicLong();
        final List<Future<Pusher>> pushers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            pushers.add(threads.submit(new Pusher(node, committed::incrementAndGet)));
        }
        Await.until(STOP_AFTER + " commands", () -> committed.get() >= STOP_AFTER);
        node.close();
        for (final Future<Pusher> pusher : pushers) {
            final Pusher done = pusher.get();
            assertEquals(done.accepted, done.answered.cardinality());
            assertEquals(0, done.twice);
        }
        threads.shutdown();
    }

    @Test
    void aHandlerMaySubmitAgain() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final Submitter submitter = cluster.lead().submitter(4);
            final UnsafeBuffer command = new UnsafeBuffer(new byte[8]);
            final long[] answers = new long[1];
            final AnswerHandler again = answer -> {
                answers[0]++;
                assertEquals(Outcome.ACCEPTED, submitter.submit(0, command, 0, 8));
            };
            for (int i = 0; i < 4; i++) {
                submitter.submit(i, command, 0, 8);
            }
            while (answers[0] < 10_000) {
                cluster.cycle();
                submitter.poll(again, Integer.MAX_VALUE);
            }
        }
    }

    @Test
    void aSeatIsGivenToAnotherOnceNobodyIsOwedAnAnswerThere() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final NodeAgent node = cluster.lead();
            final Client first = new Client(node, 1);
            first.submit(1, "owed");
            first.submitter.close();
            final Client second = new Client(node, 1);
            assertNotEquals(first.submitter.seat(), second.submitter.seat());
            cluster.cycle();
            final Client third = new Client(node, 1);
            assertEquals(first.submitter.seat(), third.submitter.seat());
            third.submit(3, "x");
            cluster.runUntil(() -> third.answers().size() == 1);
            assertTrue(third.answers.get(0).startsWith("3 COMMITTED"), third.answers.toString());
        }
    }

    @Test
    void aCommandThatLiesOutsideItsBufferBlocksNobody() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final Client client = new Client(cluster.lead(), 1);
            final UnsafeBuffer command = new UnsafeBuffer(new byte[8]);
            assertThrows(IndexOutOfBoundsException.class,
                    () -> client.submitter.submit(1, command, 1, 8));
            assertThrows(IndexOutOfBoundsException.class,
                    () -> client.submitter.submit(1, command, 0, -1));
            client.submit(2, "x");
            cluster.runUntil(() -> client.answers().size() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_000_000})
    void aWindowThatCannotBeHeldIsRefused(final int window) {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            assertThrows(IllegalArgumentException.class, () -> cluster.node(1).submitter(window));
            new Client(cluster.lead(), 1);
        }
    }

    @Test
    void aClosedSubmitterSubmitsNoMore() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final Client client = new Client(cluster.lead(), 1);
            client.submitter.close();
            client.submitter.close();
            assertEquals(Outcome.STOPPED, client.submit(1, "x"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 4096", "1, -1, 4096", "1, 0, 2048", "1, 0, 5000", "512, 0, 4096"})
    void anIngressThatCannotWorkIsRefused(final int maxCommand, final int maxReply,
            final int ring) {
        assertThrows(IllegalArgumentException.class,
                () -> new IngressConfig(maxCommand, maxReply, ring));
    }

    @ParameterizedTest
    @CsvSource({"1, 1048576", "131000, 1048576", "262144, 4194304", "1048576, 16777216"})
    void aRingFitsItsCommands(final int maxCommand, final int ring) {
        assertEquals(ring, IngressConfig.of(maxCommand, 0).ringBytes());
    }
}
