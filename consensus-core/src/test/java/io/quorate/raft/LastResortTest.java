package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A majority is lost for good, and an operator says who goes on. */
class LastResortTest {
    private final Cluster cluster = Cluster.of(5).elect(1).run(5 * Member.HEARTBEAT);

    private Configuration force(final Member member, final Set<Integer> survivors) {
        LastResort.prepare(Member.config(member.id, 5, 1, 0), member.disk(), survivors);
        return LastResort.force(Member.config(member.id, 5, 1, 0), member.disk(), survivors);
    }

    @Test
    void theSurvivorsGoOnWithAllThatTheOneWithTheLongestLogHolds() {
        cluster.isolate(3);
        cluster.isolate(4);
        cluster.isolate(5);
        cluster.run(20 * Member.TIMEOUT_MAX);
        assertEquals(List.of(), cluster.leaders());
        final long last = cluster.member(1).raft().lastIndex();
        assertEquals("forced 1:voter 2:voter", force(cluster.member(1), Set.of(1, 2)).toString());
        cluster.member(1).restart();
        cluster.member(2).restart();
        cluster.runUntil("leader", () -> cluster.leaders().equals(List.of(1)));
        cluster.run(5 * Member.HEARTBEAT);
        assertEquals("1:voter 2:voter", cluster.member(2).raft().configuration().toString()
                .replace("forced ", ""));
        assertTrue(cluster.member(2).raft().commitIndex() > last);
    }

    /** Closing the storage between the two steps is what makes the term durable. */
    @Test
    void aCrashBetweenTheStepsLeavesAMemberAsItWas() {
        final Member survivor = cluster.member(2);
        final long last = survivor.raft().lastIndex();
        LastResort.prepare(Member.config(2, 5, 1, 0), survivor.disk(), Set.of(1, 2));
        survivor.restart();
        cluster.run(10 * Member.TIMEOUT_MAX);
        assertEquals(1, cluster.leaders().size());
        assertEquals("1:voter 2:voter 3:voter 4:voter 5:voter",
                survivor.raft().configuration().toString());
        assertTrue(survivor.raft().commitIndex() >= last);
    }

    @Test
    void theEntryIsNotWrittenInATermThatWasNotPrepared() {
        assertThrows(IllegalStateException.class, () -> LastResort.force(
                Member.config(1, 5, 1, 0), cluster.member(1).disk(), Set.of(1, 2)));
    }

    @Test
    void whoIsNoMemberCannotSurvive() {
        assertThrows(IllegalArgumentException.class,
                () -> force(cluster.member(1), Set.of(1, 9)));
        assertThrows(IllegalArgumentException.class, () -> force(cluster.member(1), Set.of(2)));
    }
}
