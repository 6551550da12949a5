package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.Durability;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import io.quorate.raft.Refusal;
import io.quorate.raft.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes come to a cluster that runs, and leave it, as an operator makes them. */
@Timeout(300)
class JoiningTest {
    private static final long CLUSTER = 90_314;

    private final List<RaftNode> nodes = new ArrayList<>();

    private RaftNode launch(final int id, final int listed, final boolean isJoining) {
        final NodeConfigBuilder config = NodeConfig.builder().cluster(CLUSTER).self(id)
                .transport("loopback").storage("memory", Durability.MEMORY)
                .heartbeat(Duration.ofMillis(20))
                .electionTimeout(Duration.ofSeconds(4), Duration.ofSeconds(5)).join(isJoining)
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

    /** Who leads in the newest term; another may not know yet that it leads no more. */
    private RaftNode leader() {
        return Await.found("a leader", () -> nodes.stream()
                .filter(node -> node.role() == Role.LEADER)
                .max(Comparator.comparingLong(JoiningTest::term)).orElse(null));
    }

    private static long term(final RaftNode node) {
        return node.counters().get(NodeCounter.TERM);
    }

    private Configuration configuration() {
        return leader().membership().configuration();
    }

    /** Until it is so: an election that comes between, as after a standstill, may end it. */
    private void change(final Predicate<Configuration> isSo,
            final UnaryOperator<MembershipChange> change) throws Exception {
        ChangeAnswer answer = null;
        while (answer == null || !answer.isDone()) {
            final MembershipChange now = now();
            if (isSo.test(configuration())) {
                return;                              // its successor ended what was joint
            }
            answer = change(change.apply(now));
        }
        assertTrue(isSo.test(configuration()));
    }

    private ChangeAnswer change(final MembershipChange change) throws Exception {
        ChangeAnswer answer;
        do {
            answer = leader().change(change).get(60, TimeUnit.SECONDS);
        } while (answer.code() == Raft.BACK_PRESSURED         // an identity is being bound
                || answer.code() == Raft.NOT_LEADER);
        return answer;
    }

    /** As soon as every member's storage is bound, nothing else changes the configuration. */
    private MembershipChange now() {
        Await.until("every member's identity", () -> configuration().members().stream()
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
        change(now -> now.member(4) != null && now.member(first) == null,
                change -> change.add(4, MemberRole.VOTER, "").remove(first));
        Await.until("another leader", () -> leader().leaderId() != first
                && joiner.membership().configuration().member(first) == null);
        assertEquals(3, configuration().members().size());
        Await.until("a command agreed on by those who are left", () -> {
            try (Caller caller = leader().caller()) {
                return caller.call(new byte[8], Duration.ofSeconds(10)).outcome()
                        == Outcome.COMMITTED;
            }
        });
    }

    /** Its leader does not tell it any more who leads: a client must not wait for that. */
    @Test
    void whoHasLeftSendsNoWriteOn() throws Exception {
        for (int id = 1; id <= 3; id++) {
            launch(id, 3, false);
        }
        final int leaver = leader().leaderId() % 3 + 1;
        change(now -> now.member(leaver) == null, change -> change.remove(leaver));
        final RaftNode gone = nodes.get(leaver - 1);
        Await.until("its knowing of it", () -> gone.role() == Role.FOLLOWER
                && gone.membership().configuration().member(leaver) == null
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
                nodes.get(0).change(change).get(60, TimeUnit.SECONDS).code());
    }
}
