package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.RequestVote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each rule of the Raft paper, named by its section. */
class RaftPaperTest {
    // ---- 5.1 terms -----------------------------------------------------------------------------

    /** 01-03: follower, candidate and leader alike. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void s5_1_whoeverSeesAHigherTermAdoptsItAndFollows(final Role role) {
        final Member member = inRole(role);
        member.appended(2, member.raft().term() + 1, 0, 0, 0);
        assertEquals(Role.FOLLOWER, member.raft().role());
        assertEquals(2, member.raft().leaderId());
        assertEquals(member.raft().term(), member.votes.term());
    }

    /** 04. */
    @Test
    void s5_1_whatIsSaidInALowerTermIsNotActedOnButAnswered() {
        final Member member = new Member(1, 3, 5, 5);
        assertEquals(List.of("to 2 reply term=5 match=0"), member.appended(2, 4, 2, 5, 2, 4));
        assertEquals(2, member.raft().lastIndex());
        assertEquals(0, member.raft().commitIndex());
        assertEquals(List.of("to 3 vote refused term=5"), member.asked(3, 4, 9, 9));
    }

    // ---- 5.2 elections -------------------------------------------------------------------------

    /** 05. */
    @Test
    void s5_2_aServerStartsAsFollower() {
        assertEquals(Role.FOLLOWER, new Member(1, 3).raft().role());
    }

    /** 06. */
    @Test
    void s5_2_aLeaderSendsHeartbeatsWithoutEntriesToAllPeers() {
        final Member leader = new Member(1, 3).lead();
        leader.matched(2, 1, 1).matched(3, 1, 1).said();
        assertEquals(List.of("to 2 append term=1 prev=1/1 entries=[] commit=1",
                "to 3 append term=1 prev=1/1 entries=[] commit=1"), leader.cycle(HEARTBEAT).said()
                        .stream().filter(words -> words.contains("entries=[] ")).toList());
    }

    /** 07: with a pre-vote first (thesis §9.6), the term held back until it is won. */
    @Test
    void s5_2_aFollowerThatHearsNobodyRaisesItsTermVotesForItselfAndAsksAll() {
        final Member member = new Member(1, 3);
        final List<Outbox.Letter> sounding = member.timeOut().outbox.take();
        assertEquals("[to 2 pre-vote? term=1 last=0/0, to 3 pre-vote? term=1 last=0/0]",
                sounding.toString());
        assertEquals(0, member.raft().term());
        member.answered(2, 0, true, sounding.get(0).read(new RequestVote())).cycle();
        assertEquals(List.of("to 2 vote? term=1 last=0/0", "to 3 vote? term=1 last=0/0"),
                member.said());
        assertEquals(Role.CANDIDATE, member.raft().role());
        assertEquals(1, member.votes.term());
        assertEquals(1, member.votes.votedFor());
    }

    /** 08. */
    @Test
    void s5_2_aCandidateWithoutMajorityInTimeStandsAgainInANewTerm() {
        final Member member = inRole(Role.CANDIDATE);
        final long term = member.raft().term();
        winPreVote(member.timeOut());
        assertEquals(Role.CANDIDATE, member.raft().role());
        assertEquals(term + 1, member.raft().term());
    }

    /** 09: every tally of up to seven voters. */
    @ParameterizedTest
    @CsvSource({"1,0,0,LEADER", "3,1,0,LEADER", "3,0,1,CANDIDATE", "3,0,2,FOLLOWER",
        "3,0,0,CANDIDATE", "5,2,0,LEADER", "5,2,2,LEADER", "5,1,2,CANDIDATE", "5,1,3,FOLLOWER",
        "4,2,0,LEADER", "4,1,0,CANDIDATE", "4,1,2,FOLLOWER", "7,3,3,LEADER", "7,2,3,CANDIDATE",
        "7,2,4,FOLLOWER"})
    void s5_2_aMajorityOfVotesInOneTermElects(final int n, final int granted, final int refused,
            final Role expected) {
        final Member member = new Member(1, n);
        if (n == 1) {
            member.timeOut().cycle();
        } else {
            winPreVote(member.timeOut());
            final RequestVote asked = lastAsked(member);
            for (int voter = 2; voter < 2 + granted + refused; voter++) {
                member.answered(voter, 1, voter < 2 + granted, asked);
            }
            member.cycle();
        }
        assertEquals(expected, member.raft().role());
    }

    /** 10. */
    @Test
    void s5_2_aServerVotesOncePerTermFirstComeFirstServedAlsoAfterARestart() {
        final Member member = new Member(1, 3);
        assertEquals(List.of("to 2 vote granted term=3"), member.asked(2, 3, 0, 0));
        assertEquals(List.of("to 3 vote refused term=3"), member.asked(3, 3, 9, 9));
        assertEquals(List.of("to 2 vote granted term=3"), member.asked(2, 3, 0, 0));
        member.restart();
        assertEquals(List.of("to 3 vote refused term=3"), member.asked(3, 3, 9, 9));
        assertEquals(List.of("to 2 vote granted term=3"), member.asked(2, 3, 0, 0));
    }

    /** 11. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void s5_2_aCandidateThatHearsALeaderOfItsTermOrLaterFollowsIt(final long later) {
        final Member member = inRole(Role.CANDIDATE);
        member.appended(3, member.raft().term() + later, 0, 0, 0);
        assertEquals(Role.FOLLOWER, member.raft().role());
        assertEquals(3, member.raft().leaderId());
    }

    /** 12, 13. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void s5_2_electionTimeoutsAreDrawnFromTheWholeRange(final boolean isCandidate) {
        final List<Long> drawn = new ArrayList<>();
        for (int seed = 0; seed < 2000; seed++) {
            final Member member = new Member(1, Member.config(1, 3, seed, 0));
            if (isCandidate) {
                winPreVote(member.timeOut());
            }
            drawn.add(timeToNextCampaign(member));
        }
        final long step = TIMEOUT_MIN / 10;
        for (long from = TIMEOUT_MIN; from < TIMEOUT_MAX; from += step) {
            final long low = from;
            final long hits = drawn.stream().filter(d -> d >= low && d < low + step).count();
            assertTrue(hits > 120 && hits < 280, "of 2000 draws " + hits + " fell at " + low);
        }
    }

    private static long timeToNextCampaign(final Member member) {
        return member.raft().patience().deadlineNs() - member.nowNs();
    }

    /** 14, 15: of a thousand elections few see two members stand within a millisecond. */
    @Test
    void s5_2_splitVotesAreRareAsTimeoutsDiffer() {
        int conflicts = 0;
        for (int seed = 0; seed < 1000; seed++) {
            final long[] deadlines = new long[4];
            for (int id = 0; id < deadlines.length; id++) {
                deadlines[id] = new Member(1, Member.config(1, 5, seed * 31L + id, 0)).raft()
                        .patience().deadlineNs();
            }
            final long[] sorted = LongStream.of(deadlines).sorted().toArray();
            conflicts += sorted[1] - sorted[0] < Member.MS ? 1 : 0;
        }
        assertTrue(conflicts < 80, conflicts + " of 1000");   // theory: 1 - (1 - 1/100)^4 = 4 %
    }

    // ---- 5.3 replication -----------------------------------------------------------------------

    /** 16. */
    @Test
    void s5_3_aLeaderAppendsTheCommandAndSendsItWithWhatComesBeforeIt() {
        final Member leader = new Member(1, 3).lead();
        leader.matched(2, 1, 1).matched(3, 1, 1).said();
        assertEquals(2, leader.propose());
        assertEquals(List.of("to 2 append term=1 prev=1/1 entries=[1] commit=1",
                "to 3 append term=1 prev=1/1 entries=[1] commit=1"), leader.cycle().said());
    }

    /** 17. */
    @Test
    void s5_3_anEntryCommitsOnceAMajorityHasItAndFollowersAreTold() {
        final Member leader = new Member(1, 3).lead();
        leader.matched(2, 1, 1);
        leader.propose();
        leader.cycle();
        assertEquals(1, leader.raft().commitIndex());
        leader.matched(2, 1, 2).said();
        assertEquals(2, leader.raft().commitIndex());
        assertTrue(leader.cycle(HEARTBEAT).said()
                .contains("to 2 append term=1 prev=2/1 entries=[] commit=2"));
    }

    /** 18: every subset of acknowledgements for up to seven voters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void s5_3_exactlyAMajorityOfAcknowledgementsCommits(final int n) {
        for (int acks = 0; acks < 1 << n - 1; acks++) {
            final Member leader = new Member(1, n).lead();
            for (int peer = 2; peer <= n; peer++) {
                if ((acks >> peer - 2 & 1) == 1) {
                    leader.matched(peer, 1, 1);
                }
            }
            final boolean isMajority = Integer.bitCount(acks) + 1 > n / 2;
            assertEquals(isMajority, leader.cycle().raft().commitIndex() > 0,
                    "n=" + n + " acks=" + Integer.toBinaryString(acks));
        }
    }

    /** 19. */
    @Test
    void s5_3_entriesOfEarlierTermsCommitWithTheFirstOfTheLeadersOwn() {
        final Member leader = new Member(1, 3, 1, 1, 2).lead();
        leader.matched(2, 3, 3);
        assertEquals(0, leader.raft().commitIndex());
        leader.matched(2, 3, 4);
        assertEquals(4, leader.raft().commitIndex());
    }

    /** 20. */
    @Test
    void s5_3_aFollowerCommitsWhatItsLeaderCommittedAndItProvedToHave() {
        final Member follower = new Member(1, 3);
        follower.appended(2, 1, 0, 0, 0, 1, 1, 1);
        assertEquals(0, follower.raft().commitIndex());
        follower.appended(2, 1, 3, 1, 2);
        assertEquals(2, follower.raft().commitIndex());
        follower.appended(2, 1, 3, 1, 9);
        assertEquals(3, follower.raft().commitIndex());
    }

    /** 21. */
    @ParameterizedTest
    @CsvSource({"0,0,to 2 reply term=3 match=0", "1,1,to 2 reply term=3 match=1",
        "2,2,to 2 reply term=3 match=2", "1,2,to 2 reply term=3 rejected=1 hint=1/1",
        "2,1,to 2 reply term=3 rejected=2 hint=1/1", "3,3,to 2 reply term=3 rejected=3 hint=2/2",
        "9,2,to 2 reply term=3 rejected=9 hint=2/2"})
    void s5_3_aFollowerRefusesEntriesThatDoNotAttachToItsLog(final long prevIndex,
            final long prevTerm, final String answer) {
        final Member follower = new Member(1, 3, 1, 2);
        assertEquals(List.of(answer), follower.appended(2, 3, prevIndex, prevTerm, 0));
        assertEquals(List.of(1L, 2L), follower.log.terms());
    }

    /** 22. */
    @ParameterizedTest
    @CsvSource({"2,2,3,'1 2 3'", "1,1,3 4,'1 3 4'", "0,0,1,'1 2'", "0,0,3,'3'", "1,1,2,'1 2'",
        "2,2,,'1 2'", "1,1,2 2,'1 2 2'"})
    void s5_3_aFollowerDeletesAConflictingSuffixAndNeverAMatchingOne(final long prevIndex,
            final long prevTerm, final String entries, final String logAfter) {
        final Member follower = new Member(1, 3, 1, 2);
        follower.appended(2, 4, prevIndex, prevTerm, 0, numbers(entries));
        assertEquals(logAfter, String.join(" ",
                follower.log.terms().stream().map(String::valueOf).toList()));
    }

    /** 23: figure 7. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1 4 4 5 5 6 6", "1 1 1 4", "1 1 1 4 4 5 5 6 6 6 6",
        "1 1 1 4 4 5 5 6 6 6 7 7", "1 1 1 4 4 4 4", "1 1 1 2 2 2 3 3 3 3 3"})
    void s5_3_aLeaderBringsEveryLogOfFigure7IntoAgreement(final String terms) {
        final Member leader = new Member(1, 3, numbers("1 1 1 4 4 5 5 6 6 6"));
        leader.votes.in(7, 0);
        leader.start();
        final Member other = new Member(2, 3, numbers(terms));
        final Cluster cluster = Cluster.of(leader, other, new Member(3, 3));
        cluster.elect(1).run(3 * HEARTBEAT);
        assertEquals(List.of(1), cluster.leaders());
        assertEquals(leader.log.terms(), other.log.terms());
        assertEquals(leader.raft().lastIndex(), other.raft().commitIndex());
    }

    // ---- 5.4 safety ----------------------------------------------------------------------------

    /** 24. */
    @Test
    void s5_4_1_aRequestNamesWhereTheCandidatesLogEnds() {
        final Member member = new Member(1, 3, 1, 1, 4);
        winPreVote(member.timeOut());
        assertTrue(member.said().contains("to 2 vote? term=5 last=3/4"));
    }

    /** 25. */
    @ParameterizedTest
    @CsvSource({"1,1,1,granted", "1,1,2,granted", "1 1,1,1,refused", "1,1,2,granted",
        "1,2,1,granted", "2,1,1,refused", "2,2,1,refused", "1 1,1,2,granted", "1 2,1,2,refused"})
    void s5_4_1_aVoterRefusesALogThatIsLessUpToDate(final String own, final long lastIndex,
            final long lastTerm, final String verdict) {
        final Member voter = new Member(1, 3, numbers(own));
        assertEquals(List.of("to 2 vote " + verdict + " term=3"),
                voter.asked(2, 3, lastIndex, lastTerm));
    }

    /** 26: figure 8. */
    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,3"})
    void s5_4_2_aLeaderCommitsOnlyEntriesOfItsOwnTermByCounting(final long match,
            final long commit) {
        final Member leader = new Member(1, 3, 1, 2).lead();
        assertEquals(3, leader.raft().term());
        assertEquals(3, leader.raft().lastIndex());
        leader.matched(2, 3, match).matched(3, 3, match);
        assertEquals(commit, leader.raft().commitIndex());
    }

    // ---- how a member gets there ---------------------------------------------------------------

    private static Member inRole(final Role role) {
        final Member member = new Member(1, 3, 1);
        switch (role) {
            case FOLLOWER -> member.appended(3, 2, 1, 1, 0);
            case PRE_CANDIDATE -> member.timeOut();
            case CANDIDATE -> winPreVote(member.timeOut());
            case LEADER -> member.lead();
        }
        assertEquals(role, member.raft().role());
        member.said();
        return member;
    }

    private static void winPreVote(final Member member) {
        final RequestVote asked = lastAsked(member);
        for (final int voter : new int[] {2, 3, 4, 5, 6, 7}) {
            member.answered(voter, member.raft().term(), true, asked);
        }
        member.cycle();
    }

    private static RequestVote lastAsked(final Member member) {
        final List<Outbox.Letter> letters = member.outbox.take();
        return letters.get(letters.size() - 1).read(new RequestVote());
    }

    private static long[] numbers(final String words) {
        return words == null || words.isBlank() ? new long[0]
                : LongStream.of(List.of(words.trim().split(" ")).stream()
                        .mapToLong(Long::parseLong).toArray()).toArray();
    }
}
