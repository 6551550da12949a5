package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.raft.ChangeState;
import io.quorate.raft.Configuration;
import io.quorate.raft.Fitness;
import io.quorate.raft.Role;
import io.quorate.raft.Standing;
import io.quorate.wire.VoteRefusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences for what is hard to set up, and how a question reaches a node's thread. */
class ExplainWordsTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        // voter, displaced, durable, promised ms, fitness, patience ms
        "true,  true,  true,  0,  FIT,    5, is displaced: the cluster knows it by another storage",
        "false, false, true,  0,  FIT,    5, 'is no voter, and never stands'",
        "true,  false, false, 0,  FIT,    5, waits for its disk to keep its term and vote",
        "true,  false, true,  70, FIT,    5, is bound by a promise for 70 ms",
        "true,  false, true,  0,  UNFIT,  5, is unfit and lets others stand first",
        "true,  false, true,  0,  NEEDED, 5, waits 5 ms before it stands",
        "true,  false, true,  0,  FIT,   -1, is about to stand"})
    void whyAMemberDoesNotStand(final boolean isVoter, final boolean isDisplaced,
            final boolean isDurable, final long promisedMs, final Fitness fitness,
            final long patienceMs, final String expected) {
        final Standing.Member self = new Standing.Member(isVoter, isDisplaced, isDurable,
                promisedMs * MS, fitness, patienceMs * MS);
        assertEquals("none known for 900 ms; this member " + expected, finding(
                standing(Role.FOLLOWER, 0, self, List.of(), List.of(), 0), 0).sentence());
    }

    @ParameterizedTest
    @CsvSource({
        // granted, refusal, ago ms
        "true,  NONE,         1,    would have it lead",
        "false, LOG_BEHIND,   1,    refuses: has a newer log",
        "false, VOTED,        1,    'refuses: has voted for another, or knows a newer term'",
        "false, PROMISED,     1,    'refuses: is bound by a promise, for 40 ms'",
        "false, HEARS_LEADER, 1,    'refuses: hears a leader, for 40 ms'",
        "false, HEARS_LEADER, 2000, does not answer",
        "false, ,             1,    does not answer"})
    void whatAVoterSays(final boolean isGranted, final VoteRefusal refusal, final long agoMs,
            final String expected) {
        final Standing.Ballot ballot =
                new Standing.Ballot(2, isGranted, refusal, agoMs * MS, 40 * MS);
        assertEquals(expected, finding(standing(Role.CANDIDATE, 0, SOUND, List.of(ballot),
                List.of(), 0), 0).details().get(0).sentence());
    }

    private static final Standing.Member SOUND =
            new Standing.Member(true, false, true, 0, Fitness.FIT, 5 * MS);

    @Test
    void howAPeerIsServed() {
        final List<Standing.Peer> peers = List.of(
                new Standing.Peer(2, true, 3, 9, Standing.Pace.STREAMED, true, 12_000 * MS, 4,
                        false),
                new Standing.Peer(3, true, 0, 0, Standing.Pace.GETS_SNAPSHOT, false, MS, 0, false),
                new Standing.Peer(4, false, 0, 0, Standing.Pace.PROBED, false, MS, 0, false));
        assertEquals(List.of(new Explanation.Detail(1, "leads; its own disk has kept 8"),
                new Explanation.Detail(2, "has kept 3 of 9 on its disk, 7 behind, its window is"
                        + " full, heard 12 s ago"),
                new Explanation.Detail(3, "has kept 0, 10 behind, gets a snapshot, not heard in"
                        + " this term")),
                finding(standing(Role.LEADER, 1, SOUND, List.of(), peers, 0), 0).details());
    }

    @Test
    void aReadWaitsForTheTermsFirstCommit() {
        assertEquals("2 wait until an entry of this term is committed", finding(
                standing(Role.LEADER, 1, SOUND, List.of(), List.of(), 9), 1).sentence());
    }

    private static Explanation.Finding finding(final Standing standing, final int nth) {
        return Explain.of(standing,
                new Explain.Waiting(900 * MS, 0, Health.HEALTHY, 0, 7, 0, 2, null),
                ClusterHealth.RED).findings().get(nth);
    }

    private static Standing standing(final Role role, final int leaderId,
            final Standing.Member self, final List<Standing.Ballot> ballots,
            final List<Standing.Peer> peers, final long readableIndex) {
        return new Standing(1, role, 5, leaderId, new Standing.Positions(1, 10, 8, 7), self,
                ballots, peers, new Standing.Rounds(4, 4, readableIndex),
                Configuration.ofVoters(List.of(1, 2, 3)), true, ChangeState.NONE);
    }

    @Test
    void anyThreadAsksANodeThatRunsOrHasStopped() {
        try (LocalCluster cluster = LocalCluster.launch(1, id -> (i, c, o, l, r) -> 0)) {
            cluster.call(new byte[1], Duration.ofSeconds(30));
            final RaftNode node = cluster.node(1);
            assertTrue(node.explain().node().startsWith("member 1, leader"), node.explain().node());
            assertEquals(ClusterHealth.GREEN, node.clusterHealth());
            node.close();
            assertEquals("it was closed in peace", node.explain().findings().get(0).sentence());
        }
    }

    @Test
    void aQuestionThatNobodyAnswersIsNotWaitedFor() {
        assertNull(new Inquiry().ask(() -> true));
    }
}
