package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Three members under a leader, whose operator changes who they are. */
abstract class ChangingCluster {
    final Cluster cluster = Cluster.of(3).elect(1).run(5 * HEARTBEAT);

    Member leader() {
        return cluster.leader();
    }

    long change(final UnaryOperator<MembershipChange> difference) {
        final Raft raft = leader().raft();
        return raft.change(difference.apply(
                MembershipChange.of(raft.configuration(), raft.configurationIndex())));
    }

    ChangeState changed(final UnaryOperator<MembershipChange> difference) {
        final Raft raft = leader().raft();
        final long index = change(difference);
        assertTrue(index > 0, () -> Refusal.name(index));
        cluster.runUntil("end of the change", () -> !raft.changeState().isUnderWay());
        cluster.run(2 * HEARTBEAT);
        return raft.changeState();
    }

    String members(final int id) {
        return cluster.member(id).raft().configuration().toString();
    }

    /** A command that is committed, and known to be so by those members. */
    void agree(final int... ids) {
        cluster.runUntil("leader", () -> leader() != null);
        final long index = leader().propose();
        assertTrue(index > 0);
        for (final int id : ids) {
            cluster.runUntil("commit at " + id,
                    () -> cluster.member(id).raft().commitIndex() >= index);
        }
    }

    /** One exchange after the other, to stop in the middle of things. */
    void stepUntil(final BooleanSupplier condition) {
        for (int ms = 0; !condition.getAsBoolean(); ms++) {
            assertTrue(ms < 1000, () -> cluster.member(1).raft().toString());
            cluster.deliver();
            cluster.members.forEach(member -> member.cycle(Member.MS));
        }
    }
}
