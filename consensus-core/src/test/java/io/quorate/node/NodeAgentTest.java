package io.quorate.node;

import static io.quorate.node.InlineCluster.ECHO;
import static io.quorate.node.InlineCluster.HEARTBEAT;
import static io.quorate.node.InlineCluster.MAX_COMMAND;
import static io.quorate.node.InlineCluster.MAX_UNCOMMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.StateMachine;
import io.quorate.port.StorageException;
import io.quorate.port.TransportException;
import io.quorate.raft.InvariantViolation;
import io.quorate.raft.Role;
import io.quorate.storage.memory.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAgentTest {
    @Test
    void aCommandIsAnsweredWithItsIndexAndTheStateMachinesReply() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(leader, 8);
            final long before = leader.raft().lastIndex();
            assertEquals(Outcome.ACCEPTED, client.submit(7, "x"));
            assertEquals(Outcome.ACCEPTED, client.submit(8, "yz"));
            cluster.runUntil(() -> client.answers().size() == 2);
            assertEquals(List.of("7 COMMITTED at " + (before + 1) + " 'x'",
                    "8 COMMITTED at " + (before + 2) + " 'yz'"), client.answers);
        }
    }

    @Test
    void aNodeAloneIsACluster() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final Client client = new Client(cluster.lead(), 1);
            client.submit(1, "alone");
            cluster.runUntil(() -> client.answers().size() == 1);
            assertTrue(client.answers.get(0).endsWith("'alone'"), client.answers.get(0));
        }
    }

    @Test
    void everyMemberAppliesTheSameCommandsInTheSameOrder() {
        final List<List<String>> applied = List.of(new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        try (InlineCluster cluster = new InlineCluster(3, id -> recorder(applied.get(id - 1)))) {
            final Client client = new Client(cluster.lead(), 8);
            List.of("a", "b", "c").forEach(command -> client.submit(0, command));
            cluster.runUntil(() -> applied.stream().allMatch(list -> list.size() == 3));
        }
        assertEquals(List.of("a", "b", "c"), applied.get(0));
        assertEquals(applied.get(0), applied.get(1));
        assertEquals(applied.get(0), applied.get(2));
    }

    private static StateMachine recorder(final List<String> applied) {
        return (index, command, offset, length, reply) -> {
            applied.add(command.getStringWithoutLengthUtf8(offset, length));
            return 0;
        };
    }

    @Test
    void aFollowerNamesTheLeader() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final int leader = cluster.id(cluster.lead());
            final Client client = new Client(cluster.aFollower(), 1);
            client.submit(5, "x");
            cluster.cycle();
            assertEquals(List.of("5 NOT_LEADER but " + leader), client.answers());
        }
    }

    @Test
    void aNodeThatKnowsNoLeaderNamesNobody() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final Client client = new Client(cluster.node(1), 1);
            client.submit(5, "x");
            cluster.cycle();
            assertEquals(List.of("5 NOT_LEADER but 0"), client.answers());
        }
    }

    @Test
    void aCommandThatIsTooLongIsRefusedAtOnce() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final Client client = new Client(cluster.lead(), 1);
            assertEquals(Outcome.ACCEPTED, client.submit(1, "x".repeat(MAX_COMMAND)));
            assertEquals(Outcome.TOO_LARGE, client.submit(2, "x".repeat(MAX_COMMAND + 1)));
        }
    }

    @Test
    void beyondTheWindowACommandIsBackPressuredAtOnce() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final Client client = new Client(cluster.lead(), 2);
            assertEquals(Outcome.ACCEPTED, client.submit(1, "a"));
            assertEquals(Outcome.ACCEPTED, client.submit(2, "b"));
            assertEquals(Outcome.BACK_PRESSURED, client.submit(3, "c"));
            cluster.runUntil(() -> client.answers().size() == 2);
            assertEquals(Outcome.ACCEPTED, client.submit(3, "c"));
        }
    }

    @Test
    void beyondWhatMayBeUncommittedACommandIsAnsweredAsBackPressured() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent leader = cluster.lead();
            final Client client = new Client(leader, MAX_UNCOMMITTED + 2);
            IntStream.range(0, MAX_UNCOMMITTED + 2).forEach(i -> client.submit(i, "x"));
            leader.doWork();
            assertEquals(List.of(MAX_UNCOMMITTED + " BACK_PRESSURED",
                    MAX_UNCOMMITTED + 1 + " BACK_PRESSURED"), client.answers());
            cluster.runUntil(() -> client.answers().size() == MAX_UNCOMMITTED + 2);
            assertTrue(client.answers.stream().skip(2).allMatch(a -> a.contains("COMMITTED")));
        }
    }

    @Test
    void whatALeaderThatLostItsQuorumHadTakenIsIndeterminate() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent old = cluster.lead();
            final Client client = new Client(old, 4);
            cluster.transportOf(old).cut(true);
            client.submit(1, "a");
            client.submit(2, "b");
            cluster.runUntil(() -> old.raft().role() != Role.LEADER);
            cluster.cycle();
            assertEquals(List.of("1 INDETERMINATE", "2 INDETERMINATE"), client.answers());
        }
    }

    @Test
    void whatANewLeaderReplacedIsNeverAnsweredAsCommitted() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent old = cluster.lead();
            final Client client = new Client(old, 4);
            cluster.transportOf(old).cut(true);
            client.submit(1, "lost");
            cluster.cycle();
            final long replaced = old.raft().lastIndex();
            cluster.runUntil(() -> cluster.leader() != null && cluster.leader() != old);
            final Client other = new Client(cluster.leader(), 4);
            other.submit(2, "kept");
            cluster.runUntil(() -> other.answers().size() == 1);
            cluster.transportOf(old).cut(false);
            cluster.runUntil(() -> old.appliedIndex() > replaced);
            assertEquals(List.of("1 INDETERMINATE"), client.answers());
        }
    }

    @Test
    void aSlowStateMachineDoesNotSilenceItsLeader() {
        final InlineCluster[] holder = new InlineCluster[1];
        final StateMachine slow = (index, command, offset, length, reply) -> {
            holder[0].pass(HEARTBEAT / 10);
            return 0;
        };
        try (InlineCluster cluster = new InlineCluster(3, id -> id == 1 ? slow : ECHO)) {
            holder[0] = cluster;
            final Client client = new Client(cluster.lead(), MAX_UNCOMMITTED);
            final long applied = cluster.node(1).appliedIndex();
            IntStream.range(0, MAX_UNCOMMITTED).forEach(i -> client.submit(i, "x"));
            cluster.runUntil(() -> cluster.node(1).appliedIndex() > applied);
            assertTrue(cluster.node(1).appliedIndex() <= applied + 8, "a cycle has its budget");
            cluster.runUntil(() -> client.answers().size() == MAX_UNCOMMITTED);
            cluster.runUntil(() -> cluster.node(1).appliedIndex() >= applied + MAX_UNCOMMITTED);
        }
    }

    @Test
    void aFailingStateMachineStopsItsNodeForGood() {
        final RuntimeException bug = new IllegalStateException("a bug");
        final StateMachine broken = (index, command, offset, length, reply) -> {
            throw bug;
        };
        try (InlineCluster cluster = new InlineCluster(1, id -> broken)) {
            final NodeAgent node = cluster.lead();
            final Client client = new Client(node, 4);
            client.submit(1, "x");
            client.submit(2, "y");
            assertSame(bug, assertThrows(AgentTerminationException.class, node::doWork).getCause());
            assertSame(bug, node.failure());
            assertTrue(node.isStopped());
            assertEquals(1, cluster.countersOf(node).get(NodeCounter.STOPPED));
            assertEquals(List.of("1 INDETERMINATE", "2 INDETERMINATE"), client.answers());
            assertEquals(Outcome.STOPPED, client.submit(3, "z"));
            assertThrows(AgentTerminationException.class, node::doWork);
        }
    }

    @ParameterizedTest
    @MethodSource("disasters")
    void whateverIsThrownInACycleStopsTheNodeForThatReason(final Throwable disaster) {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent leader = cluster.lead();
            final int said = cluster.transportOf(leader).said();
            cluster.transportOf(leader).duringPoll(() -> LangUtil.rethrowUnchecked(disaster));
            assertSame(disaster,
                    assertThrows(AgentTerminationException.class, leader::doWork).getCause());
            assertSame(disaster, leader.failure());
            assertEquals(said, cluster.transportOf(leader).said());
            cluster.runUntil(() -> cluster.leader() != null);
        }
    }

    static Stream<Throwable> disasters() {
        return Stream.of(new StorageException("the disk is gone"),
                new TransportException("the driver is gone"),
                new InvariantViolation("commit went back"),
                new InternalError("a fault in mapped memory"));
    }

    @Test
    void aNodeThatStartsAgainAppliesItsLogAgain() {
        final List<String> applied = new ArrayList<>();
        try (InlineCluster cluster = new InlineCluster(1, id -> recorder(applied))) {
            final Client client = new Client(cluster.lead(), 4);
            client.submit(1, "a");
            client.submit(2, "b");
            cluster.runUntil(() -> client.answers().size() == 2);
            cluster.node(1).onClose();
            cluster.start(1);
            cluster.lead();
            assertEquals(List.of("a", "b", "a", "b"), applied);
            assertEquals(2, client.answers().size());
        }
    }

    @Test
    void aLogThatCannotHoldTheLongestCommandIsRefused() {
        final MemoryLog small = new MemoryLog(4096, MAX_COMMAND - 1);
        assertThrows(IllegalArgumentException.class,
                () -> new InlineCluster(1, id -> ECHO, id -> small, MAX_UNCOMMITTED));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, MAX_COMMAND + 1})
    void aStateMachineThatClaimsAnImpossibleReplyStopsItsNode(final int length) {
        try (InlineCluster cluster = new InlineCluster(1, id -> (i, c, o, l, reply) -> length)) {
            final Client client = new Client(cluster.lead(), 1);
            client.submit(1, "x");
            assertThrows(AgentTerminationException.class, cluster::cycle);
            assertTrue(cluster.node(1).failure().getMessage().contains("reply of"));
        }
    }

    @Test
    void aStoppedNodeSaysNothingMore() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent leader = cluster.lead();
            final int said = cluster.transportOf(leader).said();
            leader.stop();
            cluster.pass(HEARTBEAT);
            assertThrows(AgentTerminationException.class, leader::doWork);
            assertEquals(said, cluster.transportOf(leader).said());
            assertNull(leader.failure());
            cluster.runUntil(() -> cluster.leader() != null);
        }
    }

    @Test
    void whatIsStillUnreadWhenANodeStopsIsIndeterminate() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final NodeAgent node = cluster.lead();
            final Client client = new Client(node, 4);
            client.submit(1, "applied");
            cluster.cycle();
            client.submit(2, "unread");
            node.stop();
            assertEquals(2, client.answers().size());
            assertTrue(client.answers.get(0).startsWith("1 COMMITTED"));
            assertEquals("2 INDETERMINATE", client.answers.get(1));
        }
    }

    @Test
    void timeIsReadAfterTheMessagesWere() {
        try (InlineCluster cluster = InlineCluster.of(1)) {
            final NodeAgent leader = cluster.lead();
            cluster.transportOf(leader).duringPoll(() -> cluster.pass(HEARTBEAT));
            leader.doWork();
            assertEquals(cluster.nowNs() + HEARTBEAT, leader.nextDeadlineNs());
        }
    }

    @Test
    void countersTellWhatTheNodeKnows() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            final NodeAgent leader = cluster.lead();
            final NodeCounters counters = cluster.countersOf(leader);
            final Client client = new Client(leader, 1);
            client.submit(1, "x");
            cluster.runUntil(() -> client.answers().size() == 1);
            assertEquals(Role.LEADER, counters.role());
            assertEquals(leader.raft().term(), counters.get(NodeCounter.TERM));
            assertEquals(cluster.id(leader), counters.get(NodeCounter.LEADER));
            assertEquals(leader.raft().lastIndex(), counters.get(NodeCounter.LAST_INDEX));
            assertEquals(leader.raft().durableIndex(), counters.get(NodeCounter.DURABLE_INDEX));
            assertEquals(leader.raft().commitIndex(), counters.get(NodeCounter.COMMIT_INDEX));
            assertEquals(leader.appliedIndex(), counters.get(NodeCounter.APPLIED_INDEX));
            assertEquals(1, counters.get(NodeCounter.COMMITTED));
            assertEquals(0, counters.get(NodeCounter.STOPPED));
            assertEquals(0, counters.get(NodeCounter.LEADER_HEARD_NS), "it hears no other");
        }
    }

    @Test
    void aFollowersCounterTellsWhenItHeardItsLeader() {
        try (InlineCluster cluster = InlineCluster.of(3)) {
            cluster.lead();
            final NodeAgent follower = cluster.aFollower();
            cluster.runUntil(() -> heardNs(cluster, follower) != 0);
            final long firstNs = heardNs(cluster, follower);
            cluster.run(2 * HEARTBEAT);
            assertTrue(heardNs(cluster, follower) > firstNs);
            assertTrue(heardNs(cluster, follower) <= cluster.nowNs());
        }
    }

    private static long heardNs(final InlineCluster cluster, final NodeAgent node) {
        return cluster.countersOf(node).get(NodeCounter.LEADER_HEARD_NS);
    }
}
