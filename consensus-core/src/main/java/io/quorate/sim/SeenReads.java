package io.quorate.sim;

import io.quorate.node.ReadLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What readers saw at any level: exactly what the node had applied, no less than it had shown
 * before in the same life, and for a bounded read all that was answered longer ago than its bound.
 */
final class SeenReads {
    /** By the default of {@code read.staleness}, on a clock that is 2 % slow, and a bit more. */
    private static final long STALENESS_NS = 1_050 * Conditions.MILLIS;

    private record Seen(int number, int node, int life, String key, ReadLevel level, long callNs,
            long index, long value) {
    }

    private final World world;
    private final List<Seen> all = new ArrayList<>();
    private final NavigableMap<Long, Long> answeredIndex = new TreeMap<>();   // by time
    private final long[] shown;                              // the highest index, by node
    private final int[] lives;

    SeenReads(final World world) {
        this.world = world;
        shown = new long[world.conditions.cluster().nodes() + 1];
        lives = new int[shown.length];
    }

    /** A command was answered as committed: whoever asks later may know it. */
    void onCommitted(final long index) {
        final Map.Entry<Long, Long> last = answeredIndex.lastEntry();
        answeredIndex.put(world.time.nowNs(),
                Math.max(index, last == null ? 0 : last.getValue()));
    }

    void onRead(final int number, final SimulatedNode node, final String key,
            final ReadLevel level, final long callNs, final long index, final long value) {
        final int life = node.openings();
        if (lives[node.id()] == life && index < shown[node.id()]) {
            world.checks.fail("I8 reads: node {} answered read {} from index {}, after one from {}",
                    node.id(), number, index, shown[node.id()]);
        }
        lives[node.id()] = life;
        shown[node.id()] = index;
        if (level == ReadLevel.BOUNDED && !mayStandStill()) {
            requireFresh(number, callNs, index);
        }
        all.add(new Seen(number, node.id(), life, key, level, callNs, index, value));
    }

    private boolean mayStandStill() {
        return world.conditions.troubles().contains(Fault.SUSPENSION);
    }

    private void requireFresh(final int number, final long callNs, final long index) {
        final Map.Entry<Long, Long> known = answeredIndex.lowerEntry(callNs - STALENESS_NS);
        if (known != null && known.getValue() > index) {
            world.checks.fail("I11 reads: bounded read {} saw up to index {}, and {} was answered"
                    + " longer before than its bound", number, index, known.getValue());
        }
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
