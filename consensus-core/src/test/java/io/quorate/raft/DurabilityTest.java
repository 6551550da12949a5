package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.EntryType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A word that is given is kept: nothing is said that a crash could take back. */
class DurabilityTest {
    @Test
    void nothingOfATermIsSaidUntilItIsDurable() {
        final Member member = new Member(1, 3);
        member.votes.stallDisk(true);
        assertEquals(List.of(), member.asked(2, 3, 0, 0));
        member.votes.stallDisk(false);
        assertEquals(List.of("to 2 vote granted term=3"), member.cycle().said());
    }

    @Test
    void aVoteThatWasNeverDurableWasNeverSaidSoItMayBeGivenAnew() {
        final Member member = new Member(1, 3);
        member.votes.stallDisk(true);
        member.asked(2, 3, 0, 0);
        member.restart();
        assertEquals(List.of("to 3 vote granted term=3"), member.asked(3, 3, 0, 0));
    }

    @Test
    void aFollowerAcknowledgesOnlyWhatItsDiskHasKept() {
        final Member follower = new Member(1, 3);
        follower.log.stallDisk(true);
        assertEquals(List.of("to 2 reply term=1 match=0"),
                follower.appended(2, 1, 0, 0, 0, 1, 1));
        follower.log.stallDisk(false);
        assertEquals(List.of("to 2 reply term=1 match=2"), follower.cycle().said());
    }

    @Test
    void anAcknowledgementIsSaidOnceForAllThatACycleGathered() {
        final Member follower = new Member(1, 3);
        for (int i = 0; i < 10; i++) {
            follower.hearAppend(2, 1, i, i == 0 ? 0 : 1, 0, 0, 1);
        }
        assertEquals(List.of("to 2 reply term=1 match=10"), follower.cycle().said());
    }

    @Test
    void whatCouldNotBeSentIsStillDueInTheNextCycle() {
        final Member follower = new Member(1, 3);
        follower.outbox.block(true);
        assertEquals(List.of(), follower.appended(2, 1, 0, 0, 0, 1));
        assertEquals(List.of(), follower.cycle().said());
        follower.outbox.block(false);
        assertEquals(List.of("to 2 reply term=1 match=1"), follower.cycle().said());
    }

    @Test
    void aLeadersOwnDiskIsOneAmongEquals() {
        final Member leader = new Member(1, 3).lead();
        leader.log.stallDisk(true);
        leader.matched(2, 1, 1);
        leader.propose();
        final long last = leader.raft().lastIndex();
        leader.cycle();
        leader.matched(2, 1, last);
        assertEquals(1, leader.raft().commitIndex(), "one durable copy of three");
        leader.matched(3, 1, last);
        assertEquals(last, leader.raft().commitIndex(), "two durable copies, the leader's is not");
    }

    @Test
    void entriesThatAreRemovedAreNotDurableWhateverTheDiskSaidOfTheirPredecessors() {
        final Member follower = new Member(1, 3);
        follower.appended(2, 1, 0, 0, 0, 1, 1, 1);
        follower.log.stallDisk(true);
        follower.cycle(2 * TIMEOUT_MIN).said();
        assertEquals(List.of("to 3 reply term=2 match=1"), follower.appended(3, 2, 1, 1, 0, 2, 2));
        assertEquals(1, follower.raft().durableIndex());
    }

    // ---- the promise ---------------------------------------------------------------------------

    @Test
    void aPromiseIsKeptLongerThanOnesOwnSuspicion() {
        final Member voter = new Member(1, 3);
        voter.hearAppend(2, 1, 0, 0, 0, 10 * TIMEOUT_MIN);
        voter.cycle().cycle(9 * TIMEOUT_MIN).said();
        assertEquals(Role.FOLLOWER, voter.raft().role(), "it does not stand");
        assertEquals(List.of("to 3 vote refused term=1"), voter.asked(3, 2, 9, 9));
        voter.cycle(TIMEOUT_MIN).said();
        assertEquals(List.of("to 3 vote granted term=2"), voter.asked(3, 2, 9, 9));
    }

    @Test
    void aPromiseIsDurableBeforeItIsAcknowledged() {
        final Member voter = new Member(1, 3);
        voter.appended(2, 1, 0, 0, 0);
        voter.votes.stallDisk(true);
        voter.hearAppend(2, 1, 0, 0, 0, 10 * TIMEOUT_MIN, 1);
        assertEquals(List.of(), voter.cycle().said());
        voter.votes.stallDisk(false);
        assertEquals(List.of("to 2 reply term=1 match=1"), voter.cycle().said());
    }

    @Test
    void aPromiseIsServedInFullAfterARestart() {
        final Member voter = new Member(1, 3);
        voter.hearAppend(2, 1, 0, 0, 0, 10 * TIMEOUT_MIN);
        voter.cycle(5 * TIMEOUT_MIN);
        voter.restart();
        voter.cycle(9 * TIMEOUT_MIN).said();
        assertEquals(List.of("to 3 vote refused term=1"), voter.asked(3, 2, 9, 9));
        voter.cycle(TIMEOUT_MIN).said();
        assertEquals(List.of("to 3 vote granted term=2"), voter.asked(3, 2, 9, 9));
    }

    @Test
    void aMemberThatNeverPromisedOwesNothingAfterARestart() {
        final Member voter = new Member(1, 3);
        voter.appended(2, 1, 0, 0, 0);
        voter.restart();
        assertEquals(List.of("to 3 vote granted term=2"), voter.asked(3, 2, 9, 9));
    }

    @Test
    void aRefusalSaysHowLongItHoldsAndTheCandidateAsksAgainJustThen() {
        final Member voter = new Member(2, 3);
        voter.hearAppend(3, 1, 0, 0, 0, 3 * TIMEOUT_MIN);
        voter.cycle().said();
        final Member candidate = new Member(1, Member.config(1, 3, 5, 0));
        candidate.votes.in(1, 0);
        candidate.start();
        candidate.timeOut();
        candidate.outbox.take().stream().filter(l -> l.to() == 2).forEach(voter::hear);
        voter.cycle().outbox.take().forEach(candidate::hear);
        for (long waited = 0; waited < TIMEOUT_MIN - HEARTBEAT; waited += HEARTBEAT) {
            final List<String> said = candidate.cycle(HEARTBEAT).said();
            assertEquals(List.of(), said.stream().filter(w -> w.startsWith("to 2 ")).toList());
        }
    }

    // ---- identity ------------------------------------------------------------------------------

    @Test
    void aLeaderWritesIntoTheLogWhichStorageVouchesForWhichMember() {
        final Cluster cluster = Cluster.of(3).elect(1).run(5 * HEARTBEAT);
        for (final Member member : cluster.members) {
            assertEquals(List.of(1001L, 1002L, 1003L),
                    member.raft().configuration().members().stream()
                            .map(Configuration.Member::identity).toList());
            assertEquals(member.raft().lastIndex(), member.raft().commitIndex());
        }
    }

    @Test
    void aMemberWithAWipedDiskIsSentTheLogButNeitherCountsNorStandsNorVotes() {
        final Cluster cluster = Cluster.of(3).elect(1).run(5 * HEARTBEAT);
        final Member leader = cluster.member(1);
        final Member wiped = Member.withIdentity(3, 3, 666);
        cluster.members.set(2, wiped);
        cluster.isolate(2);
        final long committed = leader.raft().commitIndex();
        leader.propose();
        cluster.run(2 * HEARTBEAT);
        assertEquals(committed, leader.raft().commitIndex(), "its word is not counted");
        cluster.run(5 * TIMEOUT_MIN);
        assertEquals(List.of(), cluster.leaders(), "nor does it vote: two of three are missing");
    }

    @Test
    void aMemberWhoseLogNamesAnotherStorageForItNeitherVotesNorStands() {
        final Member wiped = Member.withIdentity(1, 3, 666);
        final Configuration bound = Configuration.ofVoters(List.of(1, 2, 3))
                .bind(id -> 1000 + id);
        wiped.log.append(1, EntryType.CONFIGURATION, bound.encode(), 0,
                bound.encode().capacity());
        wiped.start();
        assertTrue(wiped.raft().isDisplaced());
        assertEquals(List.of(), wiped.asked(2, 3, 9, 9));
        assertEquals(List.of(), wiped.cycle(5 * TIMEOUT_MIN).said());
    }
}
