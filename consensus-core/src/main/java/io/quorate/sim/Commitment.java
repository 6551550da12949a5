package io.quorate.sim;

import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The one history that the cluster has agreed on, and that no node goes behind it. I4: a leader
 * holds all that was committed before its term. I6: what a node calls committed is durable on a
 * quorum. I7: what is committed never changes.
 */
final class Commitment {
    private final World world;
    private final Checks checks;
    private final List<Entry> committed = new ArrayList<>();     // index 1 is the first
    private final List<Long> terms = new ArrayList<>();          // of who first called it so
    private final long[] commitIndexes;                          // looked at so far, by id

    Commitment(final World world, final Checks checks) {
        this.world = world;
        this.checks = checks;
        final int nodes = world.conditions.cluster().nodes();
        commitIndexes = new long[nodes + 1];
    }

    void onStart(final SimulatedNode node) {
        commitIndexes[node.id()] = 0;
    }

    void afterCycle(final SimulatedNode node) {
        final long commitIndex = node.raft().commitIndex();
        long index = commitIndexes[node.id()];
        if (commitIndex <= index) {
            return;
        }
        final EntryList log = node.disk().log().live();
        final long knownBefore = lastIndex();
        for (index = Math.max(index + 1, log.firstIndex()); index <= commitIndex; index++) {
            commit(node, log.get(index));
        }
        commitIndexes[node.id()] = commitIndex;
        if (lastIndex() > knownBefore) {
            requireQuorum(node);
            requireOwnTerm(node);
        }
    }

    private void commit(final SimulatedNode node, final Entry entry) {
        if (entry.index() > lastIndex() + 1) {
            checks.fail("I7 committed entries never change: node {} committed index {} and nobody "
                    + "has committed those from {} on", node.id(), entry.index(), lastIndex() + 1);
        }
        if (entry.index() > lastIndex()) {
            committed.add(entry);
            terms.add(node.raft().term());
            return;
        }
        final Entry before = get(entry.index());
        if (!before.isSame(entry)) {
            checks.fail("I7 committed entries never change: at index {} node {} committed one of "
                    + "term {}, and before it one of term {} was", entry.index(), node.id(),
                    entry.term(), before.term());
        }
    }

    /** The newest is looked at: by log matching, who holds it holds all before it. */
    private void requireQuorum(final SimulatedNode node) {
        final Entry newest = get(lastIndex());
        int holders = 0;
        for (final SimulatedNode holder : world.nodes) {
            holders |= holds(holder.disk(), newest) ? 1 << holder.id() : 0;
        }
        if (!isQuorum(node, newest.index(), holders)) {
            checks.fail("I6 committed on a quorum: node {} committed index {} of term {}, which "
                    + "is durable on only {} nodes, and {} are members", node.id(),
                    newest.index(), newest.term(), Integer.bitCount(holders),
                    node.raft().configuration());
        }
    }

    /**
     * Of the members as they were when the entry was appended, or as they are now: a leader may
     * have gone on to the next configuration in the very cycle, and a follower may lag behind it.
     */
    private boolean isQuorum(final SimulatedNode node, final long index, final int holders) {
        return Halves.areReached(node.raft().configuration(), holders)
                || Halves.areReached(node.raft().membership().asOf(index), holders)
                || world.churn.isOn() && node.role() != Role.LEADER;
    }

    /** A durable snapshot holds all entries that it covers. */
    private static boolean holds(final SimulatedDisk disk, final Entry entry) {
        return disk.image().termAt(entry.index()) == entry.term()
                || disk.snapshots().durableIndex() >= entry.index();
    }

    /** A leader counts for entries of its own term; what is before comes along (§5.4.2). */
    private void requireOwnTerm(final SimulatedNode node) {
        final Entry newest = get(lastIndex());
        if (node.role() == Role.LEADER && newest.term() != node.raft().term()) {
            checks.fail("I6 committed by counting (§5.4.2): node {} leads in term {} and committed "
                    + "index {} of term {}", node.id(), node.raft().term(), newest.index(),
                    newest.term());
        }
    }

    /** A node was elected. */
    void onLeader(final SimulatedNode node, final long term) {
        long index = lastIndex();
        while (index > 0 && terms.get((int) index - 1) >= term) {
            index--;
        }
        final EntryList log = node.disk().log().live();
        if (index > 0 && index >= log.firstIndex() - 1 && log.termAt(index) != get(index).term()) {
            checks.fail("I4 leader completeness: node {} was elected in term {} and lacks the "
                    + "entry at {}, committed in term {}", node.id(), term, index,
                    terms.get((int) index - 1));
        }
    }

    void onTruncate(final SimulatedNode node, final long index) {
        final boolean isCommitted = index <= lastIndex()
                && node.disk().log().live().termAt(index) == get(index).term();
        if (isCommitted) {
            checks.fail("I7 committed entries never change: node {} removes the one at {}",
                    node.id(), index);
        }
    }

    /** The highest index that any node has called committed. */
    long lastIndex() {
        return committed.size();
    }

    Entry get(final long index) {
        return committed.get((int) index - 1);
    }
}
