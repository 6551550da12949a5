package io.quorate.node;

import static io.quorate.node.InlineCluster.HEARTBEAT;
import static io.quorate.node.InlineCluster.MAX_ENTRY;
import static io.quorate.node.InlineCluster.MS;
import static io.quorate.node.InlineCluster.TIMEOUT_MAX;
import static io.quorate.node.InlineCluster.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.StateMachine;
import io.quorate.raft.ChangeState;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Role;
import io.quorate.storage.memory.MemoryLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way to stand still, set up, and what the node says of it. */
class ExplainTest {
    private static final HealthLimits LIMITS = new HealthLimits(TIMEOUT_MIN, TIMEOUT_MIN,
            TIMEOUT_MIN, TIMEOUT_MIN, 10 * TIMEOUT_MAX, 3);

    private final SlowDisk[] disks = new SlowDisk[4];
    private final long[] applyNs = new long[4];
    private InlineCluster cluster;

    @BeforeEach
    void open() {
        cluster = new InlineCluster(3, this::machine,
                id -> disks[id] = new SlowDisk(new MemoryLog(1 << 20, MAX_ENTRY)), 256);
        cluster.nodes.forEach(node -> node.watchHealth(LIMITS));
        cluster.lead();
        cluster.run(5 * TIMEOUT_MIN);
    }

    private StateMachine machine(final int id) {
        return (index, command, offset, length, reply) -> {
            if (applyNs[id] > 0) {
                cluster.pass(applyNs[id]);
            }
            return 0;
        };
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void cut(final int id) {
        cluster.transports.get(id - 1).cut(true);
    }

    private int leader() {
        return cluster.id(cluster.leader());
    }

    private int follower(final int nth) {
        return List.of(1, 2, 3).stream().filter(id -> id != leader()).toList().get(nth);
    }

    private void commit(final int commands) {
        final Client client = new Client(cluster.leader(), 64);
        for (int i = 0; i < commands; i++) {
            client.submit(i, "x");
        }
    }

    /** As the section of that title in transcripts/explain.txt. */
    private static void assertSays(final String title, final NodeAgent node) {
        assertEquals(section(title), sinceChance(node.explain().toString()));
    }

    /** How long an election takes is decided by chance. */
    private static String sinceChance(final String told) {
        return told.replaceAll("(none known for|newest commit was|slow for) \\d+ ms", "$1 N ms");
    }

    private static String section(final String title) {
        try (InputStream file = ExplainTest.class.getResourceAsStream("/transcripts/explain.txt")) {
            final String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            final String begin = "# " + title + "\n";
            final int at = all.indexOf(begin) + begin.length();
            return all.substring(at, all.indexOf("\n\n", at) + 1);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void allIsWell() {
        assertSays("all is well", cluster.leader());
        assertSays("all is well (2)", cluster.node(follower(0)));
    }

    @Test
    void nobodyAnswersAMemberThatStands() {
        final int alone = follower(0);
        cut(alone);
        cluster.run(5 * TIMEOUT_MAX);
        assertSays("nobody answers a member that stands", cluster.node(alone));
    }

    @Test
    void oneThatIsBehindIsRefusedAndTheOtherLetsItStandFirst() {
        final int behind = follower(0);
        final int unfit = follower(1);
        cut(behind);
        disks[unfit].stall(true);
        commit(3);
        cluster.run(3 * TIMEOUT_MIN);
        cluster.leader().stop();
        cluster.transports.get(behind - 1).cut(false);
        cluster.runUntil(() -> cluster.node(behind).raft().role() == Role.PRE_CANDIDATE);
        cluster.runUntil(() -> cluster.node(behind).explain().toString().contains("newer log"));
        assertSays("one that is behind is refused",
                cluster.node(behind));
        assertSays("and the other lets it stand first",
                cluster.node(unfit));
    }

    @Test
    void withoutAQuorumNothingIsCommittedAndNoReadConfirmed() {
        final NodeAgent leader = cluster.leader();
        cut(follower(1));
        cluster.run(2 * TIMEOUT_MIN);
        assertEquals(ClusterHealth.YELLOW, leader.explain().cluster());
        assertEquals(ClusterHealth.YELLOW, cluster.node(follower(0)).explain().cluster());
        cut(follower(0));
        commit(3);
        leader.submitter(1).read(ReadLevel.LINEARIZABLE, 1, new UnsafeBuffer(new byte[1]), 0, 1);
        cluster.run(6 * HEARTBEAT);
        assertSays("without a quorum nothing is committed and no read confirmed", leader);
        cluster.run(2 * TIMEOUT_MAX);
        assertSays("without a quorum nothing is committed and no read confirmed (2)", leader);
    }

    @Test
    void aFollowersReadWaitsForItsLeader() {
        final NodeAgent reader = cluster.node(follower(0));
        cut(follower(0));
        reader.submitter(1).read(ReadLevel.LINEARIZABLE, 1, new UnsafeBuffer(new byte[1]), 0, 1);
        cluster.run(2 * HEARTBEAT);
        assertSays("a followers read waits for its leader", reader);
    }

    @Test
    void slowDisksAreNamed() {
        final NodeAgent leader = cluster.leader();
        disks[leader()].stall(true);
        disks[follower(0)].stall(true);
        commit(2);
        cluster.run(5 * HEARTBEAT);
        assertSays("slow disks are named", leader);
    }

    @Test
    void aSlowStateMachineIsNamed() {
        final NodeAgent leader = cluster.leader();
        commit(1);
        cluster.run(3 * HEARTBEAT);
        applyNs[leader()] = 10 * MS;
        commit(64);
        cluster.run(40 * HEARTBEAT);
        assertSays("a slow state machine is named", leader);
    }

    @Test
    void aMemberThatDoesNotComeUpHoldsUpItsPromotion() {
        final NodeAgent leader = cluster.leader();
        final int learner = follower(0);
        change(leader, learner, MemberRole.LEARNER);
        cluster.runUntil(() -> leader.raft().changeState() == ChangeState.DONE);
        commit(2);
        cut(learner);
        commit(1);
        cluster.run(2 * HEARTBEAT);
        change(leader, learner, MemberRole.VOTER);
        cluster.run(5 * HEARTBEAT);
        assertSays("a member that does not come up holds up its promotion", leader);
    }

    private static void change(final NodeAgent leader, final int id, final MemberRole role) {
        assertTrue(leader.raft().change(MembershipChange.of(leader.raft().configuration(),
                leader.raft().configurationIndex()).role(id, role)) > 0);
    }

    @Test
    void aJointConfigurationNeedsBothMajorities() {
        final NodeAgent leader = cluster.leader();
        final int leaver = follower(0);
        cluster.run(2 * HEARTBEAT);
        cut(follower(0));
        cut(follower(1));
        change(leader, leaver, MemberRole.LEARNER);
        cluster.run(2 * HEARTBEAT);
        assertSays("a joint configuration needs both majorities", leader);
    }
}
