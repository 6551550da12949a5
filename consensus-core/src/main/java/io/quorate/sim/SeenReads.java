package io.quorate.sim;

import io.quorate.node.ReadLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What readers of a store saw at any level: exactly the state at the index that the answer names,
 * which is no lower than the node had shown before in the same life.
 */
final class SeenReads {
    private record Seen(int number, int node, String key, ReadLevel level, long index,
            long value) {
    }

    private final World world;
    private final List<Seen> all = new ArrayList<>();
    private final long[] shown;                              // the highest index, by node
    private final int[] lives;

    SeenReads(final World world) {
        this.world = world;
        shown = new long[world.conditions.cluster().nodes() + 1];
        lives = new int[shown.length];
    }

    void onRead(final int number, final SimulatedNode node, final String key,
            final ReadLevel level, final long index, final long value) {
        final int life = node.openings();
        if (lives[node.id()] == life && index < shown[node.id()]) {
            world.checks.fail("I8 reads: node {} answered read {} from index {}, after one from {}",
                    node.id(), number, index, shown[node.id()]);
        }
        lives[node.id()] = life;
        shown[node.id()] = index;
        all.add(new Seen(number, node.id(), key, level, index, value));
    }

    /** {@code states} has what each key was after each index that changed it. */
    void check(final Checks checks, final Map<String, NavigableMap<Long, Long>> states,
            final long absent) {
        for (final Seen seen : all) {
            final Map.Entry<Long, Long> state =
                    states.getOrDefault(seen.key, new TreeMap<>()).floorEntry(seen.index);
            final long expected = state == null ? absent : state.getValue();
            if (seen.value != expected) {
                checks.fail("I11 reads: {} read {} of {} at node {} gave {} at index {}, where the "
                        + "state is {}", seen.level, seen.number, seen.key, seen.node, seen.value,
                        seen.index, expected);
            }
        }
    }
}
