package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How entries flow: probing, the window, and what happens when messages are lost. */
class ReplicationTest {
    @Test
    void theMeetingPointIsFoundWithAtMostOneProbeForEachTermOfEitherLog() {
        final SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 20_000; round++) {
            final long[] common = terms(random, 0, 1);
            final long base = common.length == 0 ? 1 : common[common.length - 1];
            final Member leader = new Member(1, 2, with(common, terms(random, base, 1)));
            final Member follower = new Member(2, 2, with(common, terms(random, base, 2)));
            leader.votes.in(base + 99, 0);
            leader.start();
            follower.votes.in(base + 99, 0);
            follower.start();
            final int probes = probes(leader.lead(), follower);
            final long distinct = leader.log.terms().stream().distinct().count();
            assertTrue(probes <= distinct + 1, probes + " probes for " + leader.log.terms());
            assertEquals(leader.log.terms(), follower.log.terms());
        }
    }

    private static int probes(final Member leader, final Member follower) {
        int rejections = 0;
        leader.cycle(HEARTBEAT);
        for (int i = 0; i < 100 && !leader.log.terms().equals(follower.log.terms()); i++) {
            leader.outbox.take().forEach(follower::hear);
            for (final Outbox.Letter letter : follower.cycle().outbox.take()) {
                rejections += letter.toString().contains("rejected") ? 1 : 0;
                leader.hear(letter);
            }
            leader.cycle();
        }
        return rejections;
    }

    /** Terms after {@code base}, odd or even: no two leaders ever share one. */
    private static long[] terms(final SplittableRandom random, final long base, final int parity) {
        return random.longs(random.nextInt(8), 0, 6).sorted().map(t -> base + parity + 2 * t)
                .toArray();
    }

    private static long[] with(final long[] head, final long[] tail) {
        return LongStream.concat(LongStream.of(head), LongStream.of(tail)).toArray();
    }

    @Test
    void noMoreThanTheWindowIsUnderWayAndAnAnswerOpensItAgain() {
        final Member leader = streaming();
        for (int i = 0; i < 10; i++) {
            leader.propose();
            leader.cycle();
        }
        assertEquals(4, entriesSent(leader));
        leader.matched(2, 1, leader.raft().commitIndex() + 2);
        assertEquals(1, entriesSent(leader.cycle()), "all that waited, in as few as fit");
    }

    @Test
    void aLostWindowIsSentAgainFromWhereThePeerStands() {
        final Member leader = streaming();
        for (int i = 0; i < 4; i++) {
            leader.propose();
            leader.cycle();
        }
        leader.said();
        final List<String> said = new ArrayList<>();
        for (int beat = 0; beat < 4; beat++) {
            said.addAll(leader.matched(2, 1, 1).cycle(HEARTBEAT).said());
        }
        assertTrue(said.stream().anyMatch(words -> words
                .startsWith("to 2 append term=1 prev=1/1 entries=[1, 1, 1, 1")), said::toString);
    }

    @Test
    void whatAFollowerHadNotSyncedWhenItCrashedIsSentAgainThoughNothingNewIsSaid() {
        final Cluster cluster = Cluster.of(3).elect(1).run(5 * HEARTBEAT);
        final Member follower = cluster.member(3);
        follower.log.stallDisk(true);
        cluster.member(1).propose();
        cluster.member(1).cycle();
        cluster.run(2 * HEARTBEAT);
        final long lastIndex = cluster.member(1).raft().lastIndex();
        assertEquals(lastIndex, follower.raft().lastIndex());
        follower.restart();
        assertEquals(lastIndex - 1, follower.raft().lastIndex());
        cluster.run(4 * HEARTBEAT);
        assertEquals(lastIndex, follower.raft().lastIndex());
    }

    @Test
    void aGapInTheStreamIsMetWithOneProbeAndNotWithAWindowForEachRefusal() {
        final Member leader = new Member(1, 3).lead();
        final Member follower = new Member(2, 3);
        exchange(leader.cycle(HEARTBEAT), follower);
        for (int i = 0; i < 4; i++) {
            leader.propose();
            leader.cycle();
        }
        final List<Outbox.Letter> stream = toFollower(leader);
        stream.subList(1, 4).forEach(letter -> {
            follower.hear(letter);
            follower.cycle();
        });
        int sent = 0;
        for (final Outbox.Letter refusal : follower.outbox.take()) {
            leader.hear(refusal);
            sent += entriesSent(leader.cycle());
        }
        assertEquals(1, sent);
    }

    private static void exchange(final Member leader, final Member follower) {
        for (int i = 0; i < 3; i++) {
            toFollower(leader).forEach(follower::hear);
            follower.cycle().outbox.take().forEach(leader::hear);
            leader.cycle();
        }
    }

    private static List<Outbox.Letter> toFollower(final Member leader) {
        return leader.outbox.take().stream().filter(letter -> letter.to() == 2).toList();
    }

    @Test
    void aFollowerWithoutRoomBehavesAsIfTheMessageWereLost() {
        final Member follower = new Member(1, 3);
        follower.log.fill(true);
        follower.appended(2, 1, 0, 0, 0, 1);
        assertEquals(0, follower.raft().lastIndex());
        follower.log.fill(false);
        assertEquals(List.of("to 2 reply term=1 match=1"), follower.appended(2, 1, 0, 0, 0, 1));
    }

    @Test
    void aLeaderRefusesCommandsBeyondItsBoundAndTakesThemAgainAfterACommit() {
        final Member leader = streaming();
        long index = 0;
        for (int i = 0; i < 16; i++) {
            index = leader.propose();
            assertTrue(index > 0);
        }
        assertEquals(Raft.BACK_PRESSURED, leader.propose());
        leader.cycle().matched(2, 1, index);
        assertEquals(index + 1, leader.propose());
    }

    @Test
    void aFollowerTakesNoCommands() {
        assertEquals(Raft.NOT_LEADER, new Member(1, 3).propose());
    }

    @Test
    void anOldShorterMessageAfterANewerOneRemovesNothing() {
        final Member follower = new Member(1, 3);
        follower.appended(2, 1, 0, 0, 0, 1, 1, 1);
        assertEquals(List.of("to 2 reply term=1 match=3"), follower.appended(2, 1, 0, 0, 0, 1));
        assertEquals(3, follower.raft().lastIndex());
    }

    @Test
    void aWordOnEntriesThatWereNeverSentIsIgnored() {
        final Member leader = streaming();
        leader.matched(2, 1, 99).matched(3, 1, 99);
        assertEquals(1, leader.raft().commitIndex());
    }

    @Test
    void aCaughtUpFollowerIsToldOfACommitWithinOneHeartbeat() {
        final Cluster cluster = Cluster.of(3).elect(1).run(5 * HEARTBEAT);
        final long index = cluster.member(1).propose();
        cluster.member(1).cycle();
        cluster.settle().run(HEARTBEAT + Member.MS);
        cluster.members.forEach(m -> assertEquals(index, m.raft().commitIndex()));
    }

    @Test
    void everyMemberEndsWithTheSameLogWhateverIsCutAndHealed() {
        final SplittableRandom random = new SplittableRandom(3);
        final Cluster cluster = Cluster.of(5).elect(1);
        for (int round = 0; round < 60; round++) {
            cluster.isolate(1 + random.nextInt(5));
            cluster.isolate(1 + random.nextInt(5));
            cluster.members.forEach(Member::propose);
            cluster.run(random.nextInt(400) * Member.MS);
            cluster.heal();
            cluster.run(random.nextInt(600) * Member.MS);
        }
        cluster.run(20 * Member.TIMEOUT_MAX);
        assertEquals(1, cluster.leaders().size());
        cluster.members.forEach(m -> assertEquals(cluster.member(1).log.terms(), m.log.terms()));
    }

    /** A leader whose two followers have all that it has. */
    private static Member streaming() {
        final Member leader = new Member(1, 3).lead();
        leader.matched(2, 1, 1).matched(3, 1, 1).said();
        return leader;
    }

    private static int entriesSent(final Member leader) {
        return (int) leader.outbox.take().stream().filter(letter -> letter.to() == 2
                && letter.type() == MessageType.APPEND_ENTRIES
                && !letter.toString().contains("entries=[] ")).count();
    }

    /** Found by the simulator (churn, seed 372): an entry that nobody said or sent again. */
    @Test
    void whoLostFaithAndFollowsTheSameLeaderAgainStillAgreesWithIt() {
        final Member follower = new Member(1, 3);
        follower.appended(2, 1, 0, 0, 0, 1, 1);
        follower.timeOut().said();
        assertEquals(List.of("to 2 reply term=1 match=2"), follower.appended(2, 1, 0, 0, 0));
    }
}
