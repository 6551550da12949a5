package io.quorate.sim;

import io.quorate.wire.EntryType;
import java.util.ArrayList;
import java.util.List;

/**
 * I5: every node feeds its state machine the same commands in the same order, skips none and
 * repeats none, and every state machine replies the same (§5.4.3). One that is restored from a
 * snapshot goes on as if it had been fed all that came before.
 */
final class StateMachineSafety {
    private record Applied(long index, long term, int crc, int reply) {
    }

    private final World world;
    private final Checks checks;
    private final List<Applied> applied = new ArrayList<>();
    private final int[] positions;                               // how many, by id, in this life

    StateMachineSafety(final World world, final Checks checks) {
        this.world = world;
        this.checks = checks;
        positions = new int[world.conditions.cluster().nodes() + 1];
    }

    void onStart(final SimulatedNode node) {
        positions[node.id()] = 0;
    }

    /** Its state machine will be as it was after the commands up to that entry. */
    void onRestore(final SimulatedNode node, final long lastIndex) {
        int low = 0;
        int high = applied.size();
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (applied.get(middle).index <= lastIndex) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        positions[node.id()] = low;
    }

    /** Whether it is the first node to apply the entry. */
    boolean onApply(final SimulatedNode node, final long index, final int reply) {
        final int position = positions[node.id()]++;
        final Entry entry = node.disk().log().live().get(index);
        if (position == applied.size()) {
            requireNoneSkipped(node, index);
            applied.add(new Applied(index, entry.term(), entry.crc(), reply));
            return true;
        }
        final Applied first = applied.get(position);
        if (first.index != index || first.term != entry.term() || first.crc != entry.crc()) {
            checks.fail("I5 state machine safety: node {} applied the entry at {} of term {} "
                    + "where others applied the one at {} of term {}", node.id(), index,
                    entry.term(), first.index, first.term);
        }
        if (first.reply != reply) {
            checks.fail("I5 state machine safety: the state machine of node {} replied to the "
                    + "entry at {} unlike an earlier one: it is not deterministic", node.id(),
                    index);
        }
        return false;
    }

    private void requireNoneSkipped(final SimulatedNode node, final long index) {
        final long last = applied.isEmpty() ? 0 : applied.get(applied.size() - 1).index;
        if (index <= last) {
            checks.fail("I5 state machine safety: node {} applied the entry at {} once more",
                    node.id(), index);
        }
        final EntryList log = node.disk().log().live();
        for (long between = last + 1; between < index; between++) {
            final Entry entry = log.has(between) ? log.get(between)
                    : world.checks.commitment().get(between);      // purged, and so committed
            if (entry.type() == EntryType.COMMAND) {
                checks.fail("I5 state machine safety: node {} skipped the command at {}",
                        node.id(), between);
            }
        }
    }

    /** How many commands a node has applied in this life. */
    int applied(final SimulatedNode node) {
        return positions[node.id()];
    }

    /** How many commands the cluster has applied. */
    int applied() {
        return applied.size();
    }
}
