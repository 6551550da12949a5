package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While a leader holds a lease nobody else can lead, whatever befalls the others (§6.4.1). */
class LeasesTest {
    private final Cluster cluster = Cluster.of(new Member(1, Member.config(1, 3, 1, TIMEOUT_MIN)),
            new Member(2, Member.config(2, 3, 2, TIMEOUT_MIN)),
            new Member(3, Member.config(3, 3, 3, TIMEOUT_MIN))).elect(1).run(5 * HEARTBEAT);
    private final Member leader = cluster.member(1);

    private boolean holdsLease() {
        return leader.raft().reads().holdsLease(leader.nowNs());
    }

    private boolean isSucceeded() {
        return cluster.leaders().stream().anyMatch(id -> id != 1);
    }

    /** All but the leader forget what they had in memory, at any moment of the lease. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 50, 80, 89})
    void whoRestartsInsideItsPromiseServesItInFull(final int afterMs) {
        cluster.isolate(1);
        cluster.run(afterMs * MS);
        cluster.member(2).restart();
        cluster.member(3).restart();
        for (int ms = 0; holdsLease(); ms++) {
            assertFalse(isSucceeded(), "after " + ms + " ms");
            cluster.run(MS);
        }
        cluster.runUntil("successor", this::isSucceeded);
        assertFalse(holdsLease());
    }

    /** Another quorum may elect as long as it is not agreed who counts. */
    @Test
    void thereIsNoLeaseInAJointConfigurationAndOneAfterwards() {
        cluster.cut(2, 1);
        cluster.cut(3, 1);
        assertTrue(holdsLease());
        assertTrue(leader.raft().change(MembershipChange.of(leader.raft().configuration(),
                leader.raft().configurationIndex()).role(3, MemberRole.LEARNER)) > 0);
        leader.cycle(MS);
        assertTrue(leader.raft().configuration().isJoint());
        leader.cycle();
        assertFalse(holdsLease());
        cluster.heal();
        cluster.run(5 * HEARTBEAT);
        assertEquals("1:voter 2:voter 3:learner", leader.raft().configuration().toString());
        assertTrue(holdsLease());
    }

    /** Rates are thousandths of the true one; a lease leaves out a tenth of the promise. */
    @ParameterizedTest
    @CsvSource({"1000,1000,false", "960,1040,false", "1040,960,false", "900,1100,true"})
    void aLeaseEndsBeforeThePromisesAsLongAsClocksKeepToTheBound(final int leadersRate,
            final int othersRate, final boolean isOverrun) {
        cluster.isolate(1);
        boolean wasOverrun = false;
        for (int step = 0; step < 4 * TIMEOUT_MIN / MS; step++) {
            leader.cycle(MS / 4 * leadersRate / 1000);
            cluster.member(2).cycle(MS / 4 * othersRate / 1000);
            cluster.member(3).cycle(MS / 4 * othersRate / 1000);
            wasOverrun |= holdsLease() && isFree(2) && isFree(3);
        }
        assertFalse(holdsLease());
        assertEquals(isOverrun, wasOverrun);
    }

    private boolean isFree(final int id) {
        return cluster.member(id).raft().condition().standing().member().promisedNs() <= 0;
    }

    /** What it decided before is said after it; what it is asked after it is judged anew. */
    @Test
    void aLeaderThatStoodStillAnswersNoQuestionByTheLeaseThatItHeldBefore() {
        final Member follower = cluster.member(2);
        follower.raft().reads().join(true);
        final Outbox.Letter question = follower.cycle(MS).outbox.take().get(0);
        leader.cycle(MS);
        leader.outbox.take();
        assertTrue(holdsLease());
        leader.hear(question);
        leader.cycle(TIMEOUT_MIN);                       // it stood still on the question
        assertEquals(0, leader.outbox.take().stream()
                .filter(letter -> letter.type() == MessageType.READ_REPLY).count());
    }
}
