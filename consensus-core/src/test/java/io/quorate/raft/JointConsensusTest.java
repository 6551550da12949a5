package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The state between two configurations, and what may happen in the midst of it (§6). */
class JointConsensusTest extends ChangingCluster {
    /** Members 4, 5, 6 are to replace 1, 2, 3; returns as the joint entry has been appended. */
    private void enterJoint() {
        cluster.join();
        cluster.join();
        cluster.join();
        assertTrue(change(c -> c.add(4, MemberRole.VOTER, "").add(5, MemberRole.VOTER, "")
                .add(6, MemberRole.VOTER, "").remove(1).remove(2).remove(3)) > 0);
        stepUntil(() -> cluster.member(1).raft().configuration().isJoint());
    }

    @Test
    void aJointConfigurationTakesBothMajorities() {
        enterJoint();
        cluster.cut(5, 1);
        cluster.cut(6, 1);
        cluster.settle().run(HEARTBEAT);
        final Raft leader = cluster.member(1).raft();
        assertTrue(leader.configuration().isJoint());
        assertTrue(leader.commitIndex() < leader.configurationIndex(),
                "1, 2, 3 and 4 have it, which is one of the new three");
        cluster.heal();
        cluster.run(HEARTBEAT);
        assertEquals("4:voter 5:voter 6:voter", members(1));
    }

    @Test
    void aNewLeaderCommitsItsFirstEntryUnderBothMajoritiesAndOnlyThenLeavesTheJoint() {
        enterJoint();
        cluster.settle();
        cluster.isolate(1);
        cluster.runUntil("new leader", () -> leader() != null && leader().id != 1);
        cluster.runUntil("the end of the joint", () -> members(5).equals("4:voter 5:voter 6:voter")
                && leader() != null && leader().raft().commitIndex()
                        >= leader().raft().configurationIndex());
        cluster.heal();
        agree(4, 5, 6);
    }

    @Test
    void aJointConfigurationThatIsTruncatedGivesWayToTheOneBefore() {
        enterJoint();
        final Member old = cluster.member(1);
        cluster.isolate(1);
        old.outbox.take();
        cluster.runUntil("new leader", () -> leader() != null && leader().id != 1
                && leader().raft().term() > old.raft().term());
        cluster.heal();
        agree(1, 2, 3, 4, 5, 6);
        assertNotEquals(1, leader().id);
        assertEquals("1:voter 2:voter 3:voter 4:learner 5:learner 6:learner", members(1));
        assertEquals(ChangeState.LOST, old.raft().changeState());
    }

    @Test
    void everyNodeMayRestartInTheMiddleOfAJointChange() {
        enterJoint();
        cluster.settle();
        cluster.members.forEach(Member::restart);
        cluster.runUntil("the end of the change", () -> cluster.members.stream().skip(3)
                .allMatch(member -> member.raft().configuration().toString()
                        .equals("4:voter 5:voter 6:voter")));
        agree(4, 5, 6);
    }

    @Test
    void aMemberThatComesBackWithANewDiskIsTakenForAnotherUntilItIsRemovedAndAdded() {
        changed(c -> c.remove(3));
        cluster.run(2 * TIMEOUT_MIN);
        assertNull(leader().raft().configuration().member(3));
        final Member wiped = Member.withIdentity(3, 3, 666);
        cluster.members.set(2, wiped);
        assertEquals(ChangeState.DONE, changed(c -> c.add(3, MemberRole.VOTER, "")));
        assertEquals(666, leader().raft().configuration().member(3).identity());
        agree(1, 2, 3);
    }

    /** Found by the simulator (churn, seed 82): the thesis lets a server that leaves stand. */
    @Test
    void whoIsToLeaveAndAloneHoldsTheEntryThatSaysSoStandsAndBringsItToItsEnd() {
        changed(c -> c.remove(3));
        assertTrue(change(c -> c.remove(1)) > 0);
        final Member leaver = cluster.member(1);
        stepUntil(() -> leaver.raft().configuration().member(1) == null);
        leaver.cycle().outbox.take();
        leaver.restart();
        cluster.member(2).restart();
        assertTrue(leaver.raft().lastIndex() > cluster.member(2).raft().lastIndex());
        cluster.runUntil("the end of the change",
                () -> cluster.member(2).raft().configuration().toString().equals("2:voter"));
        cluster.runUntil("successor", () -> cluster.leaders().equals(List.of(2)));
        cluster.run(HEARTBEAT);
        agree(2);
        assertEquals(Role.FOLLOWER, leaver.raft().role());
    }
}
