package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handing the office over (thesis §3.10): to whom, how fast, and what when it fails. */
class TransferTest {
    private static Cluster led(final long promiseNs) {
        return Cluster.of(new Member(1, Member.config(1, 3, 1, promiseNs)),
                new Member(2, Member.config(2, 3, 2, promiseNs)),
                new Member(3, Member.config(3, 3, 3, promiseNs))).elect(1).run(5 * HEARTBEAT);
    }

    @Test
    void theTargetLeadsAtOnceWhateverWasPromised() {
        final Cluster cluster = led(TIMEOUT_MIN);
        assertTrue(cluster.member(1).raft().transfer(3) > 0);
        cluster.run(2 * MS);
        assertEquals(List.of(3), cluster.leaders());
        assertEquals(TransferOutcome.DONE, cluster.member(1).raft().transferOutcome());
        assertEquals(2, cluster.member(3).raft().term());
    }

    @Test
    void theBestIsTheOneWhoseLogIsLongest() {
        final Cluster cluster = led(0);
        cluster.cut(1, 2);
        cluster.member(1).propose();
        cluster.run(HEARTBEAT);
        assertTrue(cluster.member(1).raft().transfer(0) > 0);
        cluster.heal();
        cluster.run(2 * MS);
        assertEquals(List.of(3), cluster.leaders());
    }

    @Test
    void whoHasJustFallenSilentIsNotTheBest() {
        final Cluster cluster = led(0);
        cluster.isolate(2);
        cluster.run(4 * HEARTBEAT);
        assertTrue(cluster.member(1).raft().transfer(0) > 0);
        cluster.run(2 * MS);
        assertEquals(List.of(3), cluster.leaders());
    }

    @Test
    void aTargetThatFallsSilentGivesWayToOneThatDoesNotWhereAnybodyMayLead() {
        final Cluster cluster = led(0);
        cluster.isolate(2);
        assertTrue(cluster.member(1).raft().transfer(0) > 0);
        cluster.run(4 * HEARTBEAT);
        assertEquals(List.of(3), cluster.leaders());
        assertEquals(TransferOutcome.DONE, cluster.member(1).raft().transferOutcome());
    }

    @Test
    void commandsAreRefusedWhileItLastsAndTakenAgainAfterItWasAborted() {
        final Cluster cluster = led(0);
        final Member leader = cluster.member(1);
        cluster.isolate(2);
        assertTrue(leader.propose() > 0);
        assertTrue(leader.raft().transfer(2) > 0);
        assertEquals(Raft.BACK_PRESSURED, leader.propose());
        assertEquals(Refusal.TRANSFER_IN_FLIGHT, leader.raft().transfer(3));
        cluster.run(TIMEOUT_MIN + MS);
        assertEquals(TransferOutcome.ABORTED, leader.raft().transferOutcome());
        assertEquals(1, leader.raft().term());
        assertTrue(leader.propose() > 0);
    }

    @Test
    void whoCannotLeadIsRefusedByName() {
        final Cluster cluster = led(0);
        assertEquals(Refusal.NO_SUCCESSOR, cluster.member(1).raft().transfer(1));
        assertEquals(Refusal.NO_SUCCESSOR, cluster.member(1).raft().transfer(9));
        assertEquals(Raft.NOT_LEADER, cluster.member(2).raft().transfer(1));
        assertEquals("NO_SUCCESSOR", Refusal.name(Refusal.NO_SUCCESSOR));
    }

    /** Found in a cluster that had just started: a leader that had done nothing was refused it. */
    @Test
    void aLeaderThatWritesDownWhoseStorageIsWhoseHandsOverAllTheSame() {
        final Cluster cluster = Cluster.of(3).elect(1);
        final Raft leader = cluster.member(1).raft();
        while (leader.configurationIndex() <= leader.commitIndex()) {
            cluster.members.forEach(member -> member.cycle(MS));
            cluster.deliver();
        }
        assertEquals(Raft.BACK_PRESSURED, leader.change(
                MembershipChange.of(leader.configuration(), leader.configurationIndex())));
        assertTrue(leader.transfer(2) > 0);
        cluster.run(2 * MS);
        assertEquals(List.of(2), cluster.leaders());
        assertEquals(TransferOutcome.DONE, leader.transferOutcome());
    }

    @Test
    void aLostWishIsSaidAgain() {
        final Cluster cluster = led(0);
        final Member leader = cluster.member(1);
        leader.raft().transfer(2);
        leader.cycle();
        assertEquals(1, leader.outbox.take().stream()
                .filter(letter -> letter.type() == MessageType.TIMEOUT_NOW).count());
        cluster.run(2 * HEARTBEAT);
        assertEquals(List.of(2), cluster.leaders());
    }

    @Test
    void aWishThatComesLateIsOfNoMatterInANewerTerm() {
        final Cluster cluster = led(0);
        final Member leader = cluster.member(1);
        leader.raft().transfer(2);
        leader.cycle();
        final Outbox.Letter wish = leader.outbox.take().stream()
                .filter(letter -> letter.type() == MessageType.TIMEOUT_NOW).findFirst()
                .orElseThrow();
        cluster.isolate(1);
        cluster.run(3 * TIMEOUT_MAX);
        cluster.heal();
        cluster.run(2 * HEARTBEAT);
        final List<Integer> leaders = cluster.leaders();
        final long term = cluster.member(3).raft().term();
        assertTrue(term > 1);
        cluster.member(2).hear(wish);
        cluster.run(2 * HEARTBEAT);
        assertEquals(leaders, cluster.leaders());
        assertEquals(term, cluster.member(2).raft().term());
    }

    @Test
    void aWishOfALongerLogMakesNobodyStand() {
        final Cluster cluster = led(0);
        final Member leader = cluster.member(1);
        leader.raft().transfer(2);
        leader.cycle();
        final Outbox.Letter wish = leader.outbox.take().stream()
                .filter(letter -> letter.type() == MessageType.TIMEOUT_NOW).findFirst()
                .orElseThrow();
        final Member behind = new Member(2, 3, 1);
        behind.hear(wish);
        assertEquals(Role.FOLLOWER, behind.raft().role());
    }

    @Test
    void anotherThanTheTargetMayLeadInTheEndAndThenItWasLost() {
        final Cluster cluster = led(0);
        final Member leader = cluster.member(1);
        leader.raft().transfer(2);
        leader.cycle();
        leader.appended(3, 5, leader.raft().lastIndex(), 1, 0);      // from the leader of term 5
        assertEquals(TransferOutcome.LOST, leader.raft().transferOutcome());
    }

    @Test
    void aVoteThatTakesLongIsWaitedForAsLongAsNobodyElseMayHaveStood() {
        final Cluster cluster = whoseTargetStands();
        final Member leader = cluster.member(1);
        leader.cycle(TIMEOUT_MAX - MS);
        assertEquals(TransferOutcome.UNDER_WAY, leader.raft().transferOutcome());
        cluster.settle();
        assertEquals(List.of(2), cluster.leaders());
        assertEquals(TransferOutcome.DONE, leader.raft().transferOutcome());
    }

    @Test
    void whereNobodyLedWithinTheLongestElectionTimeoutItWasLost() {
        final Member leader = whoseTargetStands().member(1);
        leader.cycle(TIMEOUT_MAX);
        assertEquals(TransferOutcome.LOST, leader.raft().transferOutcome());
    }

    /** Member 2 has been told to stand, and asks for the votes; nobody has answered yet. */
    private static Cluster whoseTargetStands() {
        final Cluster cluster = led(0);
        cluster.member(1).raft().transfer(2);
        cluster.member(1).cycle();
        cluster.deliver();
        cluster.member(2).cycle();
        cluster.deliver();
        cluster.member(1).cycle();
        assertEquals(Role.FOLLOWER, cluster.member(1).raft().role());
        return cluster;
    }

    @Test
    void noCommandIsLostAndCommitsPauseForLessThanFiveRoundTrips() {
        final Cluster cluster = led(0);
        long last = 0;
        for (int i = 0; i < 10; i++) {
            last = cluster.member(1).propose();
        }
        cluster.member(1).raft().transfer(2);
        cluster.members.forEach(Member::cycle);
        final Raft next = cluster.member(2).raft();
        int halves = 0;
        while (next.role() != Role.LEADER || next.commitIndex() < next.lastIndex()) {
            step(cluster);
            halves++;
        }
        assertTrue(next.commitIndex() > last, "a command was lost");
        assertTrue(halves < 10, halves + " half round trips");
    }

    /** All that is under way arrives, and everybody has one duty cycle. */
    private static void step(final Cluster cluster) {
        final List<Outbox.Letter> letters = new ArrayList<>();
        cluster.members.forEach(member -> letters.addAll(member.outbox.take()));
        letters.forEach(letter -> cluster.member(letter.to()).hear(letter));
        cluster.members.forEach(Member::cycle);
    }

    @Test
    void whoStandsOfItsOwnAccordIsBoundByThePromise() {
        final Cluster cluster = led(TIMEOUT_MIN);
        final Member voter = cluster.member(2);
        assertEquals(List.of("to 3 vote refused term=1"),
                voter.asked(3, 2, voter.raft().lastIndex(), 1));
    }
}
