package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three members are replaced by three others, and after each single message of it the leader is
 * cut off, or crashes: nobody leads beside another, and the change comes to its end.
 */
class InterruptedChangeTest {
    private static final String NEW = "4:voter 5:voter 6:voter";

    private Cluster cluster;
    private final Map<Long, Integer> leaders = new HashMap<>();

    /** What happens to the first leader. */
    enum Fate {
        CUT,
        CRASH
    }

    @ParameterizedTest
    @EnumSource
    void whateverMessageIsTheLastOfItsLeader(final Fate fate) {
        int messages = 0;
        do {
            replaceAndStrike(fate, ++messages);
        } while (cluster.hasStruck());
        assertTrue(messages > 60, "a change takes more than " + messages + " messages");
    }

    private void replaceAndStrike(final Fate fate, final int messages) {
        cluster = Cluster.of(3).elect(1).run(5 * HEARTBEAT);
        leaders.clear();
        for (int i = 0; i < 3; i++) {
            cluster.join();
        }
        final Member old = cluster.member(1);
        assertTrue(replaceBy(old) > 0);
        cluster.after(messages, () -> {
            if (fate == Fate.CUT) {
                cluster.isolate(old.id);
            } else {
                old.restart();
            }
        });
        cluster.runUntil("an end after message " + messages, this::hasEnded);
        cluster.heal();
        cluster.runUntil("new members after message " + messages, () -> {
            final Member leader = cluster.leader();
            if (leader != null && hasEnded() && !isNew(leader)) {
                replaceBy(leader);
            }
            return leader != null && hasEnded() && isNew(leader);
        });
        final long index = cluster.leader().propose();
        cluster.runUntil("commit after message " + messages, () -> cluster.members.stream().skip(3)
                .allMatch(member -> member.raft().commitIndex() >= index));
    }

    private long replaceBy(final Member leader) {
        MembershipChange change = MembershipChange.of(leader.raft().configuration(),
                leader.raft().configurationIndex());
        for (int id = 1; id <= 3; id++) {
            final boolean isMember = leader.raft().configuration().member(id + 3) != null;
            change = isMember ? change.role(id + 3, MemberRole.VOTER)
                    : change.add(id + 3, MemberRole.VOTER, "");
            change = change.remove(id);
        }
        return leader.raft().change(change);
    }

    private static boolean isNew(final Member leader) {
        return leader.raft().configuration().toString().equals(NEW);
    }

    /** The newest leader is in office, and its configuration is agreed and not joint. */
    private boolean hasEnded() {
        for (final Member member : cluster.members) {
            if (member.raft().role() == Role.LEADER) {
                final Integer other = leaders.putIfAbsent(member.raft().term(), member.id);
                assertTrue(other == null || other == member.id, "two leaders in one term");
            }
        }
        final Member leader = cluster.leader();
        return leader != null && !leader.raft().configuration().isJoint()
                && !leader.raft().changeState().isUnderWay()
                && leader.raft().configuration().member(leader.id) != null
                && leader.raft().configurationIndex() <= leader.raft().commitIndex()
                && leader.raft().log().termAt(leader.raft().commitIndex())
                        == leader.raft().term();
    }
}
