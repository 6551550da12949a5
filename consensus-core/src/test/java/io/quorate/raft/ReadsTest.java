package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.MessageType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What confirms a read, and what does not (thesis §6.4), at the leader and elsewhere. */
class ReadsTest {
    /** Three members that have done nothing for a while, led by the first. */
    private static Cluster led() {
        return Cluster.of(3).elect(1).run(5 * HEARTBEAT);
    }

    private static List<Outbox.Letter> appends(final Member leader) {
        return leader.outbox.take().stream()
                .filter(letter -> letter.type() == MessageType.APPEND_ENTRIES).toList();
    }

    @Test
    void aReadIsConfirmedByARoundThatWasSentAfterItArrivedAndByNoEarlierOne() {
        final Cluster cluster = led();
        final Member leader = cluster.member(1).cycle(HEARTBEAT);
        final List<Outbox.Letter> earlier = appends(leader);
        final long number = leader.raft().reads().join(false);
        earlier.forEach(letter -> cluster.member(letter.to()).hear(letter));
        cluster.member(2).cycle();
        cluster.member(3).cycle();
        cluster.member(2).outbox.take().forEach(leader::hear);
        cluster.member(3).outbox.take().forEach(leader::hear);
        leader.cycle();
        assertTrue(leader.raft().reads().confirmed() < number, "confirmed by an earlier round");
        cluster.settle();
        assertEquals(number, leader.raft().reads().confirmed());
    }

    @Test
    void aRoundBeginsAtOnceAndManyReadsShareIt() {
        final Cluster cluster = led();
        final Member leader = cluster.member(1);
        leader.outbox.take();
        final Reads reads = leader.raft().reads();
        final long number = reads.join(false);
        assertEquals(number, reads.join(true));
        assertEquals(2, appends(leader.cycle()).size());
        assertEquals(List.of(), appends(leader.cycle()), "said twice");
        assertEquals(number + 1, reads.join(false));
    }

    @Test
    void aMinorityConfirmsNothingAndOneMoreDoes() {
        final Cluster cluster = Cluster.of(5).elect(1).run(5 * HEARTBEAT);
        final Member leader = cluster.member(1);
        final long number = leader.raft().reads().join(false);
        for (final int cut : List.of(3, 4, 5)) {
            cluster.isolate(cut);
        }
        leader.cycle();
        cluster.settle();
        assertTrue(leader.raft().reads().confirmed() < number);
        cluster.heal();
        cluster.isolate(4);
        cluster.isolate(5);
        cluster.run(2 * HEARTBEAT);
        assertTrue(leader.raft().reads().confirmed() >= number);
    }

    @Test
    void aNewLeaderIsReadOnlyWhereItsOwnFirstEntryIsApplied() {
        final Cluster cluster = led();
        final long lastOfOld = cluster.member(1).raft().lastIndex();
        cluster.isolate(1);
        cluster.run(3 * TIMEOUT_MAX);
        final int next = cluster.leaders().get(0);
        final Reads reads = cluster.member(next).raft().reads();
        final long number = reads.join(false);
        cluster.member(next).cycle();
        cluster.settle();
        assertTrue(reads.confirmed() >= number);
        assertTrue(reads.readIndex() > lastOfOld, "its own first entry is not covered");
    }

    @Test
    void aLeaderWhoseFirstEntryIsNotCommittedHasItInTheReadIndexAllTheSame() {
        final Member leader = new Member(1, Member.config(1, 3, 1, 0), 1, 1, 1).lead();
        assertEquals(0, leader.raft().commitIndex());
        assertEquals(4, leader.raft().reads().leaseIndex());
    }

    @Test
    void whatWaitsWhenTheOfficeIsLostIsOfAnotherReign() {
        final Cluster cluster = led();
        final Member leader = cluster.member(1);
        final Reads reads = leader.raft().reads();
        reads.join(false);
        final long reign = reads.reign();
        cluster.isolate(1);
        cluster.run(2 * TIMEOUT_MAX);
        assertNotEquals(Role.LEADER, leader.raft().role());
        assertNotEquals(reign, reads.reign());
        assertEquals(0, reads.confirmed());
        assertEquals(Raft.NOT_LEADER, reads.join(false));
    }

    @Test
    void oneMemberAloneConfirmsItsReadsByItself() {
        final Member alone = new Member(1, 1);
        alone.timeOut();
        alone.cycle().cycle();
        final long number = alone.raft().reads().join(false);
        alone.cycle();
        assertEquals(number, alone.raft().reads().confirmed());
    }

    @Test
    void neverMoreRoundsAreUnderWayThanReadsNeed() {
        final Member leader = new Member(1, 3).lead();
        for (int i = 0; i < 100; i++) {
            leader.raft().reads().join(false);
            leader.cycle();
        }
        assertTrue(appends(leader).size() <= 2 * (Leadership.ROUNDS_UNDER_WAY + 1));
    }

    // ---- elsewhere -----------------------------------------------------------------------------

    @Test
    void aFollowerAsksOnceForAllAndAnswersFromWhereTheLeaderSays() {
        final Cluster cluster = led();
        cluster.member(1).propose();
        cluster.member(1).cycle();
        cluster.settle();
        final Member follower = cluster.member(2);
        final Reads reads = follower.raft().reads();
        final long number = reads.join(false);
        assertEquals(number, reads.join(false));
        assertEquals(List.of("to 1 read? term=1 number=1"), follower.cycle().said());
        assertEquals(number + 1, reads.join(false));
        assertEquals(List.of(), follower.cycle().said(), "a second question while one is open");
    }

    @Test
    void aQuestionThatWasLostIsAskedAgainAndItsAnswerToo() {
        final Cluster cluster = led();
        final Member follower = cluster.member(2);
        final Reads reads = follower.raft().reads();
        final long number = reads.join(false);
        follower.cycle().said();                                     // lost
        cluster.cut(1, 2);
        cluster.run(HEARTBEAT);                                      // asked; the answer is lost
        assertEquals(0, reads.confirmed());
        cluster.heal();
        cluster.run(2 * HEARTBEAT);
        assertEquals(number, reads.confirmed());
        assertEquals(cluster.member(1).raft().commitIndex(), reads.readIndex());
        assertEquals(reads.readIndex(), follower.raft().commitIndex(), "it waits for a heartbeat");
    }

    @Test
    void anAnswerToAnOldQuestionConfirmsNoNewerOne() {
        final Cluster cluster = led();
        final Member follower = cluster.member(2);
        final Reads reads = follower.raft().reads();
        final long first = reads.join(false);
        follower.cycle();
        cluster.settle();
        assertEquals(first, reads.confirmed());
        final List<Outbox.Letter> question = cluster.member(3).outbox.take();
        assertEquals(List.of(), question);
        reads.join(false);
        cluster.member(1).outbox.take();
        assertEquals(first, reads.confirmed());
    }

    @Test
    void aFollowerWithoutALeaderRefuses() {
        assertEquals(Raft.NOT_LEADER, new Member(1, 3).raft().reads().join(false));
    }

    // ---- by lease ------------------------------------------------------------------------------

    private static Cluster promising() {
        return Cluster.of(new Member(1, Member.config(1, 3, 1, TIMEOUT_MIN)),
                new Member(2, Member.config(2, 3, 2, TIMEOUT_MIN)),
                new Member(3, Member.config(3, 3, 3, TIMEOUT_MIN)));
    }

    private static boolean holdsLease(final Member member) {
        return member.raft().reads().holdsLease(member.nowNs());
    }

    @Test
    void aLeaseLastsNineTenthsOfThePromiseFromTheSendingOfTheRound() {
        final Cluster cluster = promising().elect(1).run(5 * HEARTBEAT);
        final Member leader = cluster.member(1);
        assertTrue(holdsLease(leader));
        cluster.isolate(1);
        cluster.run(TIMEOUT_MIN * 9 / 10 - 2 * HEARTBEAT);
        assertTrue(holdsLease(leader));
        cluster.run(3 * HEARTBEAT);
        assertFalse(holdsLease(leader));
    }

    @Test
    void withoutAPromiseThereIsNoLease() {
        assertFalse(holdsLease(led().member(1)));
    }

    @Test
    void whoHasJustBeenElectedHoldsNoLeaseBeforeAQuorumHasHeardIt() {
        final Member leader = new Member(1, Member.config(1, 3, 1, TIMEOUT_MIN)).lead();
        assertEquals(Role.LEADER, leader.raft().role());
        assertFalse(holdsLease(leader));
    }

    @Test
    void afterTheClockStoodStillALeaseRestsOnNewRoundsAlone() {
        final Cluster cluster = promising().elect(1).run(5 * HEARTBEAT);
        final Member leader = cluster.member(1);
        leader.raft().reads().distrustClock();
        assertFalse(holdsLease(leader));
        cluster.run(2 * HEARTBEAT);
        assertTrue(holdsLease(leader));
    }

    @Test
    void whoToldAnotherToStandHoldsNoLeaseForTheRestOfTheTerm() {
        final Cluster cluster = promising().elect(1).run(5 * HEARTBEAT);
        final Member leader = cluster.member(1);
        cluster.cut(1, 2);
        assertTrue(leader.raft().transfer(2) > 0);
        leader.cycle();
        assertFalse(holdsLease(leader));
        cluster.heal();
        leader.outbox.take();                                        // TimeoutNow is lost
        cluster.cut(1, 2);
        cluster.run(TIMEOUT_MIN + HEARTBEAT);
        cluster.heal();
        cluster.run(3 * HEARTBEAT);
        assertEquals(TransferOutcome.ABORTED, leader.raft().transferOutcome());
        assertEquals(Role.LEADER, leader.raft().role());
        assertFalse(holdsLease(leader));
    }

    @Test
    void aFollowerMayAskForTheLeaseAndNeedsNoRound() {
        final Cluster cluster = promising().elect(1).run(5 * HEARTBEAT);
        final Member follower = cluster.member(2);
        final long number = follower.raft().reads().join(true);
        follower.cycle();
        final List<Outbox.Letter> question = follower.outbox.take();
        assertEquals("to 1 read by lease? term=1 number=1", question.get(0).toString());
        final Member leader = cluster.member(1);
        leader.hear(question.get(0));
        final List<Outbox.Letter> said = leader.cycle(MS).outbox.take();
        assertEquals(1, said.stream().filter(l -> l.type() == MessageType.READ_REPLY).count());
        assertEquals(0, said.stream().filter(l -> l.type() == MessageType.APPEND_ENTRIES).count());
        said.forEach(follower::hear);
        assertEquals(number, follower.raft().reads().confirmed());
    }
}
