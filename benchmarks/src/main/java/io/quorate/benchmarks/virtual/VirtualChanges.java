package io.quorate.benchmarks.virtual;

import io.quorate.node.ChangeAnswer;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange.Wanted;
import io.quorate.raft.MembershipChange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One change of members after another, in virtual time: others catch up and take the place of some,
 * while commands keep coming.
 */
final class VirtualChanges {
    /** Who gives way. */
    enum Replaced {
        /** One that follows. */
        A_FOLLOWER,
        /** The one that leads. */
        THE_LEADER,
        /** All of them. */
        ALL
    }

    private static final long TURN_NS = 250_000;         // and a command in each
    private static final int TURNS_MAX = 1_000_000;

    private final VirtualCluster cluster;
    private final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocate(Long.BYTES));
    private long changeNs;
    private long committed;
    private long committedNs;
    private long gapNs;

    /** A cluster with as many members to come as there are. */
    VirtualChanges(final VirtualSettings settings) {
        cluster = new VirtualCluster(settings, settings.nodes(),
                () -> (index, bytes, offset, length, reply) -> 0);
    }

    /** The next change; returns when a leader among the new members has committed something. */
    void next(final Replaced replaced) {
        cluster.until(this::isReady);
        cluster.pass(cluster.random().nextLong(cluster.settings().heartbeatNs()));
        final VirtualNode leader = cluster.leader();
        final List<Wanted> wanted = wanted(leader, replaced);
        committed = leader.raft().commitIndex();
        committedNs = cluster.nowNs();
        gapNs = 0;
        final long fromNs = cluster.nowNs();
        final CompletableFuture<ChangeAnswer> answer = leader.change(new MembershipChange(
                leader.raft().configurationIndex(), wanted));
        loadUntilDone(answer);
        changeNs = cluster.nowNs() - fromNs;
        if (!answer.join().isDone()) {
            throw new IllegalStateException("the members were not changed: " + answer.join());
        }
        final long before = committed;
        for (int turns = 0; committed == before || !leads(wanted); turns++) {
            load(turns);
        }
    }

    private void loadUntilDone(final CompletableFuture<ChangeAnswer> answer) {
        for (int turns = 0; !answer.isDone(); turns++) {
            load(turns);
        }
    }

    private boolean isReady() {
        return cluster.isSettled() && cluster.leader().raft().configuration().members().stream()
                .allMatch(member -> member.identity() != 0);
    }

    private boolean leads(final List<Wanted> wanted) {
        final VirtualNode leader = cluster.leader();
        return leader != null && wanted.stream().anyMatch(member -> member.id() == leader.id);
    }

    /** From asking until the new configuration is agreed on. */
    long changeNs() {
        return changeNs;
    }

    /** The longest time without a commit meanwhile, and until the new members' first one. */
    long gapNs() {
        return gapNs;
    }

    private List<Wanted> wanted(final VirtualNode leader, final Replaced replaced) {
        final Configuration now = leader.raft().configuration();
        final List<Integer> stay = new ArrayList<>();
        final List<Integer> others = new ArrayList<>();
        for (final VirtualNode node : cluster.nodes()) {
            (now.member(node.id) == null ? others : stay).add(node.id);
        }
        switch (replaced) {
            case A_FOLLOWER -> stay.remove(stay.get(0) == leader.id ? 1 : 0);
            case THE_LEADER -> stay.remove((Integer) leader.id);
            case ALL -> stay.clear();
        }
        stay.addAll(others.subList(0, cluster.settings().nodes() - stay.size()));
        return stay.stream().map(id -> new Wanted(id, MemberRole.VOTER,
                Configuration.DEFAULT_PRIORITY, "")).toList();
    }

    /** Lets a moment pass, and offers a command to whoever leads. */
    private void load(final int turns) {
        if (turns == TURNS_MAX) {
            throw new IllegalStateException("a change of members does not end");
        }
        cluster.pass(TURN_NS);
        final VirtualNode leader = cluster.leader();
        if (leader == null) {
            return;
        }
        if (leader.raft().commitIndex() > committed) {
            committed = leader.raft().commitIndex();
            gapNs = Math.max(gapNs, cluster.nowNs() - committedNs);
            committedNs = cluster.nowNs();
        }
        leader.raft().propose(command, 0, Long.BYTES);
        leader.wake();
    }
}
