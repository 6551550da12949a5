package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.detector.Detection;
import io.quorate.detector.DetectorKind;
import io.quorate.detector.DetectorSettings;
import io.quorate.detector.ElectionSettings;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.MessageType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raft with detectors other than its own: suspicion is theirs, elections are as they were. */
class DetectionTest {
    private static final long INTERVAL = 20 * MS;
    private static final long TIMEOUT = 30 * MS;
    private static final int RETRIES = 3;
    private static final long WORST_CASE =
            INTERVAL + RETRIES * TIMEOUT + (RETRIES - 1) * INTERVAL;

    private static Detection detection(final String detector) {
        return new Detection(new DetectorSettings(DetectorKind.parse(detector), INTERVAL, TIMEOUT,
                RETRIES, 8, 0, 3), ElectionSettings.RANDOM);
    }

    private static Cluster cluster(final int n, final String detector) {
        return Cluster.of(IntStream.rangeClosed(1, n).mapToObj(id -> new Member(id,
                Member.config(id, n, id, 0).with(detection(detector)))).toArray(Member[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"election-timeout", "leader-check", "phi", "rtt",
        "any(phi,leader-check)"})
    void aLeaderThatDiesIsSucceededAndOneThatLivesIsKept(final String detector) {
        final Cluster cluster = cluster(3, detector).elect(1).run(100 * TIMEOUT_MAX);
        assertEquals(List.of(1), cluster.leaders());
        assertEquals(1, cluster.member(1).raft().term());
        cluster.isolate(1);
        cluster.run(WORST_CASE + 2 * TIMEOUT_MAX);
        assertEquals(1, cluster.leaders().size());
        assertTrue(cluster.leaders().get(0) > 1);
    }

    @Test
    void phiFindsADeadLeaderBeforeAnyElectionTimeoutCould() {
        final Cluster cluster = cluster(3, "phi").elect(1).run(100 * TIMEOUT_MAX);
        cluster.isolate(1);
        cluster.run(TIMEOUT_MIN - 2 * HEARTBEAT);
        assertEquals(2, cluster.member(2).raft().term(), "somebody has stood");
    }

    @Test
    void aLeaderThatSpeaksAndDoesNotHearIsFoundOutByChecksAndKeptByTheOthers() {
        final Cluster cluster = cluster(3, "leader-check").elect(1).run(10 * TIMEOUT_MAX);
        cluster.cut(3, 1);
        boolean wasSuspicious = false;
        for (long passed = 0; passed < 2 * WORST_CASE; passed += MS) {
            cluster.run(MS);
            wasSuspicious |= cluster.member(3).raft().role() == Role.PRE_CANDIDATE;
        }
        assertTrue(wasSuspicious);
        assertEquals(List.of(1), cluster.leaders());
        assertEquals(1, cluster.member(1).raft().term());
    }

    @Test
    void aLeaderThatCallsItselfUnfitIsSucceededLongBeforeItsChecksCouldFail() {
        final Cluster cluster = cluster(3, "leader-check").elect(1).run(10 * TIMEOUT_MAX);
        cluster.member(1).raft().condition().judge(Fitness.UNFIT);
        cluster.run(INTERVAL + 4 * HEARTBEAT);
        assertEquals(Role.FOLLOWER, cluster.member(1).raft().role());
        cluster.run(2 * TIMEOUT_MAX);
        assertTrue(cluster.leaders().stream().allMatch(id -> id > 1), "" + cluster.leaders());
    }

    @Test
    void aFollowerThatFailsItsChecksIsInactiveAndStaysAMember() {
        final Cluster cluster = cluster(3, "leader-check").elect(1).run(10 * TIMEOUT_MAX);
        assertEquals(0, cluster.member(1).raft().inactivePeers());
        cluster.isolate(3);
        cluster.run(WORST_CASE + HEARTBEAT);
        assertEquals(1, cluster.member(1).raft().inactivePeers());
        assertEquals(3, cluster.member(1).raft().configuration().members().size());
        cluster.heal();
        cluster.run(2 * TIMEOUT_MAX);
        assertEquals(0, cluster.member(1).raft().inactivePeers());
    }

    @Test
    void aCheckIsAnsweredInTheCycleThatHearsItByWhoeverDoesItsPart() {
        final Member leader = new Member(1, 3).lead();
        assertTrue(checked(leader, 2, 1, false).isGood());
        assertEquals(7, checked(leader, 2, 1, false).number());
        assertTrue(!checked(leader, 2, 1, true).isGood(), "it follows nobody");
        final Member follower = new Member(1, 3);
        follower.appended(2, 1, 0, 0, 0);
        assertTrue(checked(follower, 2, 1, true).isGood());
        assertTrue(!checked(follower, 3, 1, false).isGood(), "it does not lead");
        assertTrue(!checked(follower, 3, 1, true).isGood(), "it follows another");
    }

    @Test
    void whoAsksInAnOldTermLearnsOfTheNewerOneAndANewerTermIsAdopted() {
        final Member leader = new Member(1, 3, 1, 1).lead();
        final CheckReply toOld = checked(leader, 2, 1, false);
        assertTrue(!toOld.isGood());
        assertEquals(leader.raft().term(), toOld.term());
        checked(leader, 2, 9, false);
        assertEquals(9, leader.raft().term());
        assertEquals(Role.FOLLOWER, leader.raft().role());
    }

    /** What the member answers to check 7. */
    private static CheckReply checked(final Member member, final int from, final long term,
            final boolean ofFollower) {
        member.outbox.take();
        final Check check = Check.allocated();
        check.speaker(Member.CLUSTER, from, 1);
        final Outbox wire = new Outbox();
        wire.send(member.id, check.term(term).number(7).ofFollower(ofFollower));
        member.hear(wire.take().get(0));
        member.cycle();
        return member.outbox.take().stream()
                .filter(letter -> letter.type() == MessageType.CHECK_REPLY)
                .findFirst().orElseThrow().read(new CheckReply());
    }

    // ---- elasticsearch#97909 --------------------------------------------------------------------

    /** Leaders that win and can't commit would depose each other for ever if winning was enough. */
    @Test
    void theBackOffFallsWhenALeaderIsEstablishedAndNotWhenItMerelyWon() {
        final ElectionSettings backOff = new ElectionSettings(ElectionSettings.Kind.BACK_OFF, MS,
                100 * MS, 10_000 * MS, MS);
        long unestablished = 0;
        long established = 0;
        for (int seed = 0; seed < 100; seed++) {
            final Member member = new Member(1, Member.config(1, 3, seed, 0)
                    .with(new Detection(DetectorSettings.ELECTION_TIMEOUT, backOff)));
            for (int win = 0; win < 5; win++) {
                stepDown(win(member));
            }
            unestablished += waitNs(member);
            win(member).matched(2, member.raft().term(), member.raft().lastIndex());
            stepDown(member);
            established += waitNs(member);
        }
        assertTrue(unestablished / 100 > 150 * MS, "mean " + unestablished / 100);
        assertTrue(established / 100 < 3 * MS, "mean " + established / 100);
    }

    private static Member win(final Member member) {
        member.cycle(member.raft().patience().deadlineNs() - member.nowNs() - TIMEOUT_MAX);
        return member.lead();
    }

    private static void stepDown(final Member leader) {
        assertEquals(Role.LEADER, leader.raft().role());
        leader.cycle(TIMEOUT_MIN + MS).cycle();
        assertEquals(Role.FOLLOWER, leader.raft().role());
    }

    private static long waitNs(final Member member) {
        return member.raft().patience().deadlineNs() - member.nowNs();
    }
}
