package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.storage.memory.MemoryLog;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads as a client of a node sees them, at every level and at every member. */
class NodeReadsTest {
    private static final long MS = InlineCluster.MS;
    private static final int MAX_ENTRY = 1024;

    private static InlineCluster counting(final int size) {
        return new InlineCluster(size, id -> new CountingMachine());
    }

    /** One client's reads, and what came of them. */
    private static final class Reader {
        private final Submitter submitter;
        private final UnsafeBuffer query =
                new UnsafeBuffer("how many?".getBytes(StandardCharsets.US_ASCII));
        private final List<String> answers = new ArrayList<>();
        private final AnswerHandler onAnswer = this::onAnswer;
        private final AnswerHandler onCounted = this::onCounted;
        private long counted;

        Reader(final NodeAgent node, final int window) {
            submitter = node.submitter(window);
        }

        Outcome read(final ReadLevel level) {
            return submitter.read(level, 1, query, 0, query.capacity());
        }

        List<String> answers() {
            while (submitter.poll(onAnswer, 64) > 0) {
                // until there is none left
            }
            return answers;
        }

        private void onCounted(final Answer answer) {
            counted += answer.outcome() == Outcome.ANSWERED ? 1 : 0;
        }

        private void onAnswer(final Answer answer) {
            answers.add(answer.outcome() + (answer.outcome() == Outcome.ANSWERED
                    ? " " + answer.reply().getLong(0) : ""));
        }
    }

    @ParameterizedTest
    @EnumSource(ReadLevel.class)
    void everyLevelIsServedByEveryMemberWithoutAnEntryInTheLog(final ReadLevel level) {
        try (InlineCluster cluster = counting(3)) {
            final NodeAgent leader = cluster.lead();
            final Client writer = new Client(leader, 4);
            writer.submit(1, "x");
            cluster.runUntil(() -> writer.answers().size() == 1);
            cluster.run(100 * MS);
            final long last = leader.raft().lastIndex();
            for (final NodeAgent node : cluster.nodes) {
                final Reader reader = new Reader(node, 4);
                assertEquals(Outcome.ACCEPTED, reader.read(level));
                cluster.runUntil(() -> !reader.answers().isEmpty());
                assertEquals(List.of("ANSWERED 1"), reader.answers());
            }
            assertEquals(last, leader.raft().lastIndex());
        }
    }

    @Test
    void aLinearizableReadAtAFollowerSeesWhatWasAnsweredBefore() {
        try (InlineCluster cluster = counting(3)) {
            final Client writer = new Client(cluster.lead(), 4);
            final Reader reader = new Reader(cluster.aFollower(), 4);
            for (int i = 1; i <= 50; i++) {
                final int written = i;
                writer.submit(i, "x");
                cluster.runUntil(() -> writer.answers().size() == written);
                reader.read(ReadLevel.LINEARIZABLE);
                cluster.runUntil(() -> reader.answers().size() == written);
                assertEquals("ANSWERED " + i, reader.answers().get(i - 1));
            }
        }
    }

    @Test
    void whatWaitsAtALeaderThatIsCutOffIsRefusedToBeTriedAgain() {
        try (InlineCluster cluster = counting(3)) {
            final NodeAgent leader = cluster.lead();
            final Reader reader = new Reader(leader, 4);
            cluster.transportOf(leader).cut(true);
            reader.read(ReadLevel.LINEARIZABLE);
            reader.read(ReadLevel.LEASE);
            cluster.runUntil(() -> reader.answers().size() == 2);
            assertEquals(List.of("NOT_LEADER", "NOT_LEADER"), reader.answers());
        }
    }

    @Test
    void aBoundedReadIsAnsweredByOneselfAsLongAsTheStateIsYoungEnough() {
        try (InlineCluster cluster = counting(3)) {
            cluster.lead();
            final NodeAgent follower = cluster.aFollower();
            final Reader reader = new Reader(follower, 4);
            reader.read(ReadLevel.BOUNDED);
            cluster.runUntil(() -> reader.answers().size() == 1);
            cluster.transportOf(follower).cut(true);
            reader.read(ReadLevel.BOUNDED);
            cluster.cycle();
            assertEquals(List.of("ANSWERED 0", "ANSWERED 0"), reader.answers());
            cluster.run(1_500 * MS);
            reader.read(ReadLevel.BOUNDED);
            cluster.cycle();
            cluster.run(300 * MS);
            assertEquals("NOT_LEADER", reader.answers().get(2));
        }
    }

    @Test
    void aFullQueueRefusesByName() {
        try (InlineCluster cluster = counting(3)) {
            final NodeAgent leader = cluster.lead();
            cluster.transportOf(leader).cut(true);
            final Reader reader = new Reader(leader, 4096);
            for (int i = 0; i < 4; i++) {
                while (reader.read(ReadLevel.LINEARIZABLE) == Outcome.ACCEPTED) {
                    // as many as the way in takes at once
                }
                leader.doWork();
            }
            assertTrue(reader.answers().contains("BACK_PRESSURED"), "nothing was refused");
        }
    }

    @Test
    void aStateMachineWithoutQueriesSaysSo() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final Reader reader = new Reader(cluster.lead(), 4);
            reader.read(ReadLevel.LOCAL);
            cluster.cycle();
            assertEquals(List.of("UNSUPPORTED"), reader.answers());
        }
    }

    @ParameterizedTest
    @EnumSource(ReadLevel.class)
    void aReadAllocatesNothing(final ReadLevel level) {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (InlineCluster cluster = new InlineCluster(3, id -> new CountingMachine(),
                id -> new MemoryLog(1 << 20, MAX_ENTRY), 64)) {
            final Reader atLeader = new Reader(cluster.lead(), 64);
            final Reader atFollower = new Reader(cluster.aFollower(), 64);
            read(cluster, level, 200_000, atLeader, atFollower);
            final long before = threads.getCurrentThreadAllocatedBytes();
            read(cluster, level, 100_000, atLeader, atFollower);
            final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, bytes / 100_000);
        }
    }

    private static void read(final InlineCluster cluster, final ReadLevel level, final int count,
            final Reader atLeader, final Reader atFollower) {
        final long target = atLeader.counted + atFollower.counted + count;
        while (atLeader.counted + atFollower.counted < target) {
            while (atLeader.read(level) == Outcome.ACCEPTED) {
                // as many as the window allows
            }
            while (atFollower.read(level) == Outcome.ACCEPTED) {
                // likewise
            }
            cluster.cycle();
            cluster.pass(10_000);
            atLeader.submitter.poll(atLeader.onCounted, 64);
            atFollower.submitter.poll(atFollower.onCounted, 64);
        }
    }
}
