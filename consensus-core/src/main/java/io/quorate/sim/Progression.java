package io.quorate.sim;

import io.quorate.raft.Raft;

/**
 * I8: within a life of a node its term, commit and applied index never fall; I9: applied is at most
 * commit, and both durable and commit are at most last.
 */
final class Progression {
    private record Positions(long term, long lastIndex, long durableIndex, long commitIndex,
            long appliedIndex) {
    }

    private static final Positions NONE = new Positions(0, 0, 0, 0, 0);

    private final World world;
    private final Checks checks;
    private final Positions[] positions;

    Progression(final World world, final Checks checks) {
        this.world = world;
        this.checks = checks;
        positions = new Positions[world.conditions.cluster().nodes() + 1];
    }

    void onStart(final SimulatedNode node) {
        positions[node.id()] = NONE;
    }

    void afterCycle(final SimulatedNode node) {
        final Positions before = positions[node.id()];
        final Raft raft = node.raft();
        if (isUnchanged(before, raft, node.agent().appliedIndex())) {
            return;
        }
        final Positions now = new Positions(raft.term(), raft.lastIndex(),
                node.disk().log().trueDurableIndex(), raft.commitIndex(),
                node.agent().appliedIndex());
        require(node, now.term >= before.term, "I8 terms never fall", before, now);
        require(node, now.commitIndex >= before.commitIndex, "I8 commit never falls", before, now);
        require(node, now.appliedIndex >= before.appliedIndex, "I8 applied never falls", before,
                now);
        require(node, now.appliedIndex <= now.commitIndex, "I9 applied is at most commit", before,
                now);
        require(node, now.commitIndex <= now.lastIndex, "I9 commit is at most last", before, now);
        positions[node.id()] = now;
        world.note(Event.SETTLE, node, raft.role().name(), now.term, now.lastIndex,
                now.durableIndex, now.commitIndex);
    }

    private static boolean isUnchanged(final Positions before, final Raft raft,
            final long appliedIndex) {
        return before.term == raft.term() && before.lastIndex == raft.lastIndex()
                && before.commitIndex == raft.commitIndex()
                && before.appliedIndex == appliedIndex;
    }

    private void require(final SimulatedNode node, final boolean holds, final String rule,
            final Positions before, final Positions now) {
        if (!holds) {
            checks.fail("{}: node {} went from {} to {}", rule, node.id(), before, now);
        }
    }
}
