package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members come, go and change their roles while the cluster goes on (thesis §4). */
class MembershipTest extends ChangingCluster {
    @Test
    void aMemberJoinsAsALearnerCatchesUpAndVotes() {
        for (int i = 0; i < 10; i++) {
            leader().propose();
            cluster.settle();
        }
        cluster.join();
        assertEquals(ChangeState.DONE, changed(c -> c.add(4, MemberRole.VOTER, "d:1")));
        assertEquals("1:voter 2:voter 3:voter 4:voter", members(4));
        assertEquals("d:1", cluster.member(2).raft().configuration().member(4).address());
        assertEquals(1004, cluster.member(2).raft().configuration().member(4).identity());
        agree(1, 2, 3, 4);
    }

    @Test
    void threeMembersAreReplacedByThreeOthersAndTheLeaderGoesWithTheOld() {
        cluster.join();
        cluster.join();
        cluster.join();
        assertEquals(ChangeState.DONE, changed(c -> c.add(4, MemberRole.VOTER, "")
                .add(5, MemberRole.VOTER, "").add(6, MemberRole.VOTER, "")
                .remove(1).remove(2).remove(3)));
        for (int id = 1; id <= 6; id++) {
            assertEquals("4:voter 5:voter 6:voter", members(id));
        }
        cluster.runUntil("new leader", () -> leader() != null && leader().id > 3);
        agree(4, 5, 6);
    }

    @Test
    void aLeaderThatIsNotInTheNewConfigurationDoesNotCountItselfForIt() {
        changed(c -> c.remove(3));
        assertTrue(change(c -> c.remove(1)) > 0);
        final Member old = cluster.member(1);
        stepUntil(() -> old.raft().configuration().member(1) == null);
        assertEquals(Role.LEADER, old.raft().role(), "it leads until that is committed");
        cluster.cut(2, 1);
        cluster.run(HEARTBEAT);
        assertTrue(old.raft().commitIndex() < old.raft().configurationIndex(),
                "its own disk is not counted");
        cluster.heal();
        cluster.runUntil("successor", () -> cluster.leaders().equals(List.of(2)));
        assertEquals(Role.FOLLOWER, old.raft().role());
        agree(2);
    }

    /** Found by a seed of the lease's simulation: who did so stopped itself. */
    @Test
    @Timeout(10)
    void theLastVoterLeadsInTheVeryCycleInWhichItLearnsThatItIs() {
        final Raft old = leader().raft();
        final Raft last = cluster.member(2).raft();
        assertTrue(change(c -> c.role(1, MemberRole.OBSERVER)
                .role(3, MemberRole.OBSERVER)) > 0);
        stepUntil(() -> "1:observer 2:voter 3:observer".equals(old.configuration().toString())
                && old.commitIndex() == old.configurationIndex());
        final long index = old.commitIndex();
        assertTrue(last.commitIndex() < index);
        cluster.member(2).hearAppend(1, 1, index, 1, index, 0);
        assertEquals(index, last.commitIndex());
        while (last.role() == Role.FOLLOWER) {                // it hears, and has no cycle yet
            cluster.member(1).cycle(Member.MS);
            cluster.deliver();
        }
        cluster.member(2).cycle();
        assertEquals(Role.LEADER, last.role());
    }

    @Test
    void whoWasRemovedLearnsItHearsNothingMoreAndNeverStands() {
        changed(c -> c.remove(3));
        final Member gone = cluster.member(3);
        assertEquals("1:voter 2:voter", members(3));
        assertEquals(gone.raft().configurationIndex(), gone.raft().commitIndex());
        cluster.run(2 * TIMEOUT_MIN);
        leader().propose();
        cluster.run(20 * TIMEOUT_MAX);
        assertEquals(gone.raft().configurationIndex(), gone.raft().lastIndex());
        assertEquals(Role.FOLLOWER, gone.raft().role());
        assertEquals(List.of(1), cluster.leaders());
        assertEquals(1, leader().raft().term());
    }

    @Test
    void observersAreSentTheLogAfterAllOthersAndAreNeverCounted() {
        cluster.join();
        cluster.join();
        assertEquals(ChangeState.DONE, changed(c -> c.add(4, MemberRole.OBSERVER, "")
                .add(5, MemberRole.LEARNER, "")));
        agree(1, 2, 3, 4, 5);
        leader().cycle(HEARTBEAT);
        assertEquals(List.of(2, 3, 5, 4),
                leader().outbox.take().stream().map(Outbox.Letter::to).toList());
        cluster.isolate(2);
        cluster.isolate(3);
        final long before = leader().raft().commitIndex();
        leader().propose();
        cluster.run(TIMEOUT_MIN / 2);
        assertEquals(before, cluster.member(1).raft().commitIndex());
        cluster.run(5 * TIMEOUT_MAX);
        assertEquals(List.of(), cluster.leaders());
        assertEquals(Role.FOLLOWER, cluster.member(4).raft().role());
        assertEquals(Role.FOLLOWER, cluster.member(5).raft().role());
    }

    @Test
    void tenObserversLeaveTheVotersCommitLatencyUnchanged() {
        final long alone = exchangesToCommit(50);
        for (int i = 0; i < 10; i++) {
            cluster.join();
        }
        assertEquals(ChangeState.DONE, changed(c -> {
            MembershipChange all = c;
            for (int id = 4; id <= 13; id++) {
                all = all.add(id, MemberRole.OBSERVER, "");
            }
            return all;
        }));
        agree(13);
        assertEquals(alone, exchangesToCommit(50));
        cluster.isolate(12);
        cluster.isolate(13);
        assertEquals(alone, exchangesToCommit(50), "nor does it matter if some are not there");
    }

    /** Exchanges of messages until so many commands, one after the other, are committed. */
    private long exchangesToCommit(final int commands) {
        long exchanges = 0;
        for (int i = 0; i < commands; i++) {
            cluster.settle();
            final long index = leader().propose();
            while (leader().raft().commitIndex() < index) {
                cluster.members.forEach(Member::cycle);
                cluster.deliver();
                exchanges++;
            }
        }
        return exchanges;
    }

    @Test
    void anObserverIsPromotedAndAVoterDemoted() {
        cluster.join();
        changed(c -> c.add(4, MemberRole.OBSERVER, ""));
        assertEquals(ChangeState.DONE, changed(c -> c.role(4, MemberRole.VOTER)
                .role(2, MemberRole.OBSERVER).role(3, MemberRole.LEARNER)));
        assertEquals("1:voter 2:observer 3:learner 4:voter", members(4));
        agree(1, 2, 3, 4);
        assertEquals(ChangeState.DONE, changed(c -> c.role(1, MemberRole.OBSERVER)
                .role(2, MemberRole.VOTER)));
        cluster.runUntil("leader", () -> leader() != null && leader().id != 1);
        agree(1, 2, 3, 4);
        assertEquals("1:observer 2:voter 3:learner 4:voter", members(1));
    }

    @Test
    void whoStillThinksItIsALearnerVotesWhenAskedByOneWhoKnowsBetter() {
        final Member learner = Member.joining(2);
        assertEquals(List.of("to 1 vote granted term=3"), learner.asked(1, 3, 9, 2));
    }

    @Test
    void aWantedPriorityAndAddressTakeEffectAtOnce() {
        assertEquals(ChangeState.DONE, changed(c -> c.priority(2, 7)));
        assertEquals(7, cluster.member(3).raft().configuration().member(2).priority());
    }

    /** Found by the simulator (churn, seed 15): its identity was known already, and never bound. */
    @Test
    void whoWasRemovedAMomentAgoMayBeAddedAgainAtOnce() {
        assertEquals(ChangeState.DONE, changed(c -> c.remove(3)));
        assertEquals(ChangeState.DONE, changed(c -> c.add(3, MemberRole.VOTER, "")));
        assertEquals(1003, leader().raft().configuration().member(3).identity());
        agree(1, 2, 3);
    }

    // ---- refusals ------------------------------------------------------------------------------

    @Test
    void aChangeIsRefusedByNameWhereItWouldDoHarm() {
        final Raft raft = leader().raft();
        final MembershipChange now =
                MembershipChange.of(raft.configuration(), raft.configurationIndex());
        assertEquals(Raft.NOT_LEADER, cluster.member(2).raft().change(now));
        assertEquals(Refusal.STALE_CONFIGURATION, raft.change(new MembershipChange(
                raft.configurationIndex() - 1, now.members())));
        cluster.join();
        assertTrue(raft.change(now.add(4, MemberRole.VOTER, "")) > 0);
        assertEquals(Refusal.CHANGE_IN_FLIGHT, raft.change(now));
    }

    @Test
    void aChangeWaitsForAnEntryOfTheLeadersOwnTerm() {
        final Member fresh = new Member(1, 3).lead();
        assertEquals(Raft.BACK_PRESSURED, fresh.raft().change(
                MembershipChange.of(fresh.raft().configuration(), 0)));
    }

    @Test
    void aChangeThatWouldLoseTheQuorumIsRefused() {
        cluster.isolate(3);
        cluster.run(2 * TIMEOUT_MIN);
        assertEquals(Refusal.QUORUM_LOST, change(c -> c.remove(2)));
        assertEquals(ChangeState.DONE, changed(c -> c.remove(3)));
        agree(1, 2);
    }

    /** Found in a cluster just started, whose third member was a message behind. */
    @Test
    void aChangeWaitsForAVoterThatIsAliveAndAMomentBehind() {
        cluster.cut(1, 3);
        leader().propose();
        cluster.settle();
        cluster.heal();
        assertTrue(change(c -> c.remove(2)) > 0);
        leader().cycle();
        assertEquals(ChangeState.CATCHING_UP, leader().raft().changeState());
        cluster.runUntil("end of the change", () -> !leader().raft().changeState().isUnderWay());
        assertEquals(ChangeState.DONE, leader().raft().changeState());
    }

    @Test
    void aVoterThatStaysBehindEndsTheChangeAfterAnElectionTimeout() {
        cluster.cut(1, 3);
        leader().propose();
        cluster.settle();
        assertTrue(change(c -> c.remove(2)) > 0);
        cluster.run(TIMEOUT_MIN - HEARTBEAT);
        assertEquals(ChangeState.CATCHING_UP, leader().raft().changeState());
        cluster.run(2 * HEARTBEAT);
        assertEquals(ChangeState.ABORTED, leader().raft().changeState());
        assertEquals("1:voter 2:voter 3:voter", members(1));
    }

    @Test
    void aLearnerThatIsNotThereEndsTheChangeAndStaysALearner() {
        assertEquals(ChangeState.ABORTED, changed(c -> c.add(4, MemberRole.VOTER, "")
                .remove(3)));
        assertEquals("1:voter 2:voter 3:voter 4:learner", members(1));
        agree(1, 2, 3);
        cluster.join();
        assertEquals(ChangeState.DONE, changed(c -> c.role(4, MemberRole.VOTER)));
        agree(4);
    }

    @Test
    void aLearnerThatDiesWhileItCatchesUpEndsTheChange() {
        cluster.join();
        assertTrue(change(c -> c.add(4, MemberRole.VOTER, "")) > 0);
        cluster.settle();
        cluster.isolate(4);
        cluster.run(12 * TIMEOUT_MIN);
        assertEquals(ChangeState.ABORTED, leader().raft().changeState());
    }
}
