package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.CheckReply;
import org.junit.jupiter.api.Test;

/** When a member last heard its leader, from which on an election had to wait for its patience. */
class LeaderHeardTest {
    private static long heardNs(final Member member) {
        return member.raft().condition().leaderHeardNs();
    }

    @Test
    void whoSucceedsALeaderStillKnowsWhenThatOneWasHeard() {
        final Cluster cluster = Cluster.of(3).elect(1).run(10 * TIMEOUT_MAX);
        cluster.isolate(1);
        final long heardNs = heardNs(cluster.member(2));
        final long faultNs = cluster.member(2).nowNs();
        assertTrue(heardNs <= faultNs && heardNs > faultNs - HEARTBEAT - MS, "" + heardNs);

        cluster.run(10 * TIMEOUT_MAX);

        final int winner = cluster.leaders().get(0) == 1 ? cluster.leaders().get(1)
                : cluster.leaders().get(0);
        assertEquals(heardNs, heardNs(cluster.member(winner)));
        assertTrue(heardNs(cluster.member(5 - winner)) > faultNs, "it hears the next leader");
    }

    @Test
    void aLeaderDoesNotHearItself() {
        final Cluster cluster = Cluster.of(3).elect(1).run(TIMEOUT_MAX);
        assertEquals(0, heardNs(cluster.member(1)));
    }

    @Test
    void itsLastWordCountsThoughTheSameCycleEndsItsTerm() {
        final Member member = new Member(2, 3);
        member.appended(1, 1, 0, 0, 0);
        member.cycle(MS);
        member.hearAppend(1, 1, 0, 0, 0, 0);
        member.matched(3, 2, 0);              // of a newer term
        assertEquals(2, member.raft().term());
        assertEquals(0, member.raft().leaderId());
        assertEquals(member.nowNs(), heardNs(member));
    }

    @Test
    void anAnswerToACheckIsAWordAsWell() {
        final Member member = new Member(2, 3);
        member.appended(1, 1, 0, 0, 0);
        final long nowNs = member.nowNs();

        member.cycle(MS);
        assertEquals(nowNs, heardNs(member));

        member.hear(answer(1));
        member.cycle(MS);
        assertEquals(nowNs + 2 * MS, heardNs(member));

        member.hear(answer(3));               // who does not lead
        member.cycle(MS);
        assertEquals(nowNs + 2 * MS, heardNs(member));
    }

    private static Outbox.Letter answer(final int from) {
        final CheckReply reply = CheckReply.allocated();
        reply.speaker(Member.CLUSTER, from, 1);
        final Outbox wire = new Outbox();
        wire.send(2, reply.term(1).to(1, false).good(true));
        return wire.take().get(0);
    }
}
