package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import io.quorate.raft.Refusal;
import io.quorate.raft.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes come to a cluster that runs, and leave it, as an operator makes them. */
@Timeout(60)
class JoiningTest {
    private static final long CLUSTER = 90_314;

    private final List<RaftNode> nodes = new ArrayList<>();

    private RaftNode launch(final int id, final int listed, final boolean isJoining) {
        final NodeConfigBuilder config = NodeConfig.builder().cluster(CLUSTER).self(id)
                .transport("loopback").storage("memory", Durability.MEMORY)
                .heartbeat(Duration.ofMillis(20))
                .electionTimeout(Duration.ofSeconds(1), Duration.ofSeconds(2)).join(isJoining)
                .member(id, "");
        for (int member = 1; member <= listed; member++) {
            config.member(member, "");
        }
        final RaftNode node = RaftNode.launch(config.build(), InlineCluster.ECHO);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(RaftNode::close);
    }

    private void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private RaftNode leader() {
        await(() -> nodes.stream().anyMatch(node -> node.role() == Role.LEADER));
        return nodes.stream().filter(node -> node.role() == Role.LEADER).findFirst().orElseThrow();
    }

    private ChangeAnswer change(final MembershipChange change) throws Exception {
        ChangeAnswer answer;
        do {
            answer = leader().change(change).get(30, TimeUnit.SECONDS);
        } while (answer.code() == Raft.BACK_PRESSURED
                || answer.code() == Raft.NOT_LEADER
                || answer.code() == Refusal.CHANGE_IN_FLIGHT);    // an identity is being bound
        return answer;
    }

    /** As soon as every member's storage is bound, nothing else changes the configuration. */
    private MembershipChange now() {
        await(() -> leader().membership().configuration().members().stream()
                .mapToLong(Configuration.Member::identity).allMatch(identity -> identity != 0));
        return leader().membership().change();
    }

    @Test
    void aNodeJoinsAClusterThatRunsAndTheFirstLeaderLeavesIt() throws Exception {
        for (int id = 1; id <= 3; id++) {
            launch(id, 3, false);
        }
        final int first = leader().leaderId();
        final RaftNode joiner = launch(4, 3, true);
        final ChangeAnswer answer = change(now().add(4, MemberRole.VOTER, "").remove(first));
        assertTrue(answer.isDone(), answer::toString);
        await(() -> leader().leaderId() != first
                && joiner.membership().configuration().member(first) == null);
        assertEquals(3, leader().membership().configuration().members().size());
        try (Caller caller = leader().caller()) {
            assertEquals(Outcome.COMMITTED,
                    caller.call(new byte[8], Duration.ofSeconds(10)).outcome());
        }
    }

    /** Its leader does not tell it any more who leads: a client must not wait for that. */
    @Test
    void whoHasLeftSendsNoWriteOn() throws Exception {
        for (int id = 1; id <= 3; id++) {
            launch(id, 3, false);
        }
        final int leaver = leader().leaderId() % 3 + 1;
        final ChangeAnswer answer = change(now().remove(leaver));
        assertTrue(answer.isDone(), answer::toString);
        final RaftNode gone = nodes.get(leaver - 1);
        await(() -> gone.membership().configuration().member(leaver) == null
                && gone.counters().get(NodeCounter.COMMIT_INDEX) >= gone.membership().index());
        try (Caller caller = gone.caller()) {
            assertEquals(Outcome.NOT_LEADER,
                    caller.call(new byte[8], Duration.ofSeconds(10)).outcome());
        }
    }

    @Test
    void aChangeThatIsRefusedSaysWhy() throws Exception {
        launch(1, 1, false);
        final MembershipChange change = now();
        final ChangeAnswer stale = change(new MembershipChange(change.configurationIndex() - 1,
                change.members()));
        assertEquals(Refusal.STALE_CONFIGURATION, stale.code());
        assertTrue(stale.toString().startsWith("STALE_CONFIGURATION"), stale::toString);
        assertThrows(IllegalArgumentException.class, () -> change.remove(1));
        nodes.get(0).close();
        assertEquals(Raft.NOT_LEADER,
                nodes.get(0).change(change).get(10, TimeUnit.SECONDS).code());
    }
}
