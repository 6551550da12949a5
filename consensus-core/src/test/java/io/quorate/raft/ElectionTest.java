package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.RequestVote;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Elections beyond the paper: pre-vote, loyalty to a live leader, contact with a quorum. */
class ElectionTest {
    @Test
    void aMemberThatWasCutOffForLongDisturbsNobodyWhenItReturns() {
        final Cluster cluster = Cluster.of(3).elect(1).run(10 * HEARTBEAT);
        cluster.isolate(3);
        cluster.run(100 * TIMEOUT_MIN);
        cluster.heal();
        cluster.run(10 * TIMEOUT_MIN);
        assertEquals(List.of(1), cluster.leaders());
        assertTrue(cluster.members.stream().allMatch(m -> m.raft().term() == 1));
        assertEquals(cluster.member(1).raft().commitIndex(),
                cluster.member(3).raft().commitIndex());
    }

    @Test
    void aMemberThatCannotHearItsLeaderButIsHeardDisturbsNobody() {
        final Cluster cluster = Cluster.of(3).elect(1).run(10 * HEARTBEAT);
        cluster.cut(1, 3);
        cluster.run(20 * TIMEOUT_MIN);
        assertEquals(List.of(1), cluster.leaders());
        assertEquals(1, cluster.member(1).raft().term());
    }

    @Test
    void anyMixOfTermsAndLogsElectsALeaderOnceAllHearEachOther() {
        final SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            final int n = 3 + random.nextInt(4);
            final Member[] members = new Member[n];
            for (int id = 1; id <= n; id++) {
                final long[] terms = LongStream.generate(() -> 1 + random.nextInt(4))
                        .limit(random.nextInt(6)).sorted().toArray();
                members[id - 1] = new Member(id, Member.config(id, n, random.nextLong(), 0), terms);
                members[id - 1].votes.in(5 + random.nextInt(6), 0);
                members[id - 1].start();
            }
            final Cluster cluster = Cluster.of(members).run(10 * TIMEOUT_MAX);
            assertEquals(1, cluster.leaders().size(), "round " + round);
        }
    }

    @Test
    void aPreVoteForAShorterLogIsRefusedAndOneForACurrentLogIsNot() {
        final Member voter = new Member(1, 3, 1, 2);
        assertEquals(List.of("to 2 pre-vote refused term=2"), voter.asked(2, 3, 1, 1, true));
        assertEquals(List.of("to 2 pre-vote granted term=2"), voter.asked(2, 3, 2, 2, true));
        assertEquals(List.of("to 3 pre-vote granted term=2"), voter.asked(3, 3, 2, 2, true));
        assertEquals(0, voter.raft().votedFor());
    }

    @Test
    void aPreVoteOfAnOldTermIsAnsweredWithTheNewerOneAndTheAskerAdoptsIt() {
        final Member asker = new Member(1, 3, 1);
        asker.timeOut();
        final Member voter = new Member(2, 3, 1);
        voter.votes.in(9, 0);
        voter.start();
        asker.outbox.take().stream().filter(letter -> letter.to() == 2).forEach(voter::hear);
        voter.cycle().outbox.take().forEach(asker::hear);
        assertEquals(9, asker.cycle().raft().term());
    }

    @Test
    void whileALeaderIsHeardNobodyElseGetsAVoteAndTheTermStays() {
        final Member voter = new Member(1, 3);
        voter.appended(2, 1, 0, 0, 0);
        assertEquals(List.of("to 3 pre-vote refused term=1"), voter.asked(3, 2, 9, 9, true));
        assertEquals(List.of("to 3 vote refused term=1"), voter.asked(3, 2, 9, 9));
        voter.cycle(TIMEOUT_MAX).said();
        assertEquals(List.of("to 3 vote granted term=2"), voter.asked(3, 2, 9, 9));
    }

    @Test
    void aLeaderInContactWithAQuorumRefusesVotesAndKeepsItsTerm() {
        final Member leader = new Member(1, 3).lead();
        assertEquals(List.of("to 3 vote refused term=1"), leader.asked(3, 7, 9, 9));
        assertEquals(Role.LEADER, leader.raft().role());
    }

    @Test
    void aLeaderWithoutAQuorumLosesItsRoleWithinOneTimeoutWheneverItIsCutOff() {
        for (long phase = 0; phase < 2 * TIMEOUT_MIN; phase += TIMEOUT_MIN / 20) {
            final Cluster cluster = Cluster.of(3).elect(1).run(3 * TIMEOUT_MIN + phase);
            cluster.isolate(1);
            cluster.run(TIMEOUT_MIN + 2 * MS);
            assertEquals(Role.FOLLOWER, cluster.member(1).raft().role(), "phase " + phase);
            assertEquals(0, cluster.member(1).raft().leaderId());
        }
    }

    @Test
    void aMemberAloneElectsItselfAndCommitsWithoutAWord() {
        final Member alone = new Member(1, 1).timeOut().cycle();
        alone.propose();
        alone.cycle().cycle(MS);
        assertEquals(Role.LEADER, alone.raft().role());
        assertEquals(alone.raft().lastIndex(), alone.raft().commitIndex());
        assertEquals(List.of(), alone.said());
    }

    @Test
    void aLostRequestForAVoteIsAskedAgain() {
        final Member member = new Member(1, 3).timeOut();
        assertEquals(2, member.said().size());
        assertEquals(2, member.cycle(HEARTBEAT).said().size());
    }

    @Test
    void aVoteThatWasAnsweredToAnEarlierCampaignDoesNotCount() {
        final Member member = new Member(1, 5).timeOut();
        final Outbox.Letter first = member.outbox.take().get(0);
        member.timeOut();
        final RequestVote asked = first.read(new RequestVote());
        member.answered(2, 0, true, asked).answered(3, 0, true, asked).cycle();
        assertEquals(Role.PRE_CANDIDATE, member.raft().role());
    }
}
