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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leader's process is gone, and its host says so. */
class ConnectionLossTest {
    private static final long SLOT = Member.config(1, 3, 1, 0).standSlotNs();

    private static Cluster cluster(final int n, final String detector, final long promiseNs) {
        final Detection detection = new Detection(new DetectorSettings(
                DetectorKind.parse(detector), 20 * MS, 30 * MS, 3, 8, 0, 3),
                ElectionSettings.RANDOM);
        return Cluster.of(IntStream.rangeClosed(1, n).mapToObj(id -> new Member(id,
                Member.config(id, n, id, promiseNs).with(detection))).toArray(Member[]::new))
                .elect(1).run(20 * TIMEOUT_MAX);
    }

    private static void tell(final Cluster cluster, final int member) {
        cluster.member(member).raft().condition().onConnectionLost(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"election-timeout", "leader-check", "phi", "rtt"})
    void itIsSucceededWithoutATimeoutByWhomOthersArePreferredTo(final String detector) {
        final Cluster cluster = cluster(5, detector, 0);
        cluster.isolate(1);
        IntStream.rangeClosed(2, 5).forEach(id -> tell(cluster, id));
        cluster.run(SLOT);
        assertTrue(cluster.leaders().contains(2), "" + cluster.leaders());
        assertEquals(2, cluster.member(2).raft().term(), "in one election");
    }

    @Test
    void whoLearnsOfItFirstIsNotHeldUpByWhoLearnsLater() {
        final Cluster cluster = cluster(3, "election-timeout", 0);
        cluster.isolate(1);
        tell(cluster, 2);
        cluster.run(MS);
        assertTrue(!cluster.leaders().contains(2), "without another's word");
        tell(cluster, 3);
        cluster.run(SLOT);
        assertTrue(cluster.leaders().contains(2), "" + cluster.leaders());
    }

    @Test
    void whoIsAskedAndLearnsOfItInOneCycleIsAskedAgain() {
        final Cluster cluster = cluster(3, "election-timeout", 0);
        cluster.isolate(1);
        tell(cluster, 2);
        cluster.member(2).cycle();
        cluster.deliver();                       // heard, not answered: still loyal
        tell(cluster, 3);
        cluster.run(SLOT);
        assertTrue(cluster.leaders().contains(2), "" + cluster.leaders());
    }

    @Test
    void whoAsksAgainForAVoteThatWasGivenIsGivenItAgain() {
        final Member voter = new Member(3, Member.config(3, 3, 1, 0));
        voter.appended(1, 1, 0, 0, 0);
        voter.raft().condition().onConnectionLost(1);
        voter.cycle(MS);

        final List<String> first = voter.asked(2, 2, 0, 0);

        assertEquals(2, voter.raft().votedFor());
        assertEquals(first, voter.asked(2, 2, 0, 0));
    }

    @Test
    void theNextInLineStandsIfTheFirstIsGoneToo() {
        final Cluster cluster = cluster(5, "election-timeout", 0);
        cluster.isolate(1);
        cluster.isolate(2);
        IntStream.rangeClosed(3, 5).forEach(id -> tell(cluster, id));
        cluster.run(2 * SLOT);
        assertTrue(cluster.leaders().contains(3), "" + cluster.leaders());
    }

    @Test
    void aPromiseIsKeptInFullWhoeverIsGone() {
        final Cluster cluster = cluster(3, "election-timeout", TIMEOUT_MIN);
        cluster.isolate(1);
        tell(cluster, 2);
        tell(cluster, 3);
        cluster.run(TIMEOUT_MIN - 2 * HEARTBEAT);
        assertEquals(1, cluster.member(2).raft().term());
        assertEquals(1, cluster.member(3).raft().term());
        cluster.run(2 * HEARTBEAT + SLOT);
        assertTrue(cluster.leaders().contains(2), "" + cluster.leaders());
    }

    @Test
    void oneMembersEvidenceElectsNobodyWhileTheOthersHearTheLeader() {
        final Cluster cluster = cluster(3, "election-timeout", 0);
        for (int i = 0; i < 20; i++) {
            tell(cluster, 2);
            cluster.run(HEARTBEAT);
        }
        cluster.run(2 * TIMEOUT_MAX);
        assertEquals(List.of(1), cluster.leaders());
        assertEquals(1, cluster.member(1).raft().term());
    }

    @Test
    void aFollowerWhoseProcessIsGoneIsInactiveAtOnceUntilItAnswers() {
        final Cluster cluster = cluster(3, "leader-check", 0);
        cluster.isolate(3);
        cluster.member(1).raft().condition().onConnectionLost(3);
        cluster.run(MS);
        assertEquals(1, cluster.member(1).raft().inactivePeers());
        cluster.heal();
        cluster.run(4 * TIMEOUT_MAX);
        assertEquals(0, cluster.member(1).raft().inactivePeers());
    }
}
