package io.quorate.results;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What disturbed one JVM in a stretch of time: its neighbours, its own collector and compiler. A
 * sample that it spoils is flagged, and kept.
 *
 * @param durationNs  how long the stretch was.
 * @param host        {@code steal_percent} and the pressures, as {@link Noise} tells them; what the
 *                    host does not count, or was not asked for, is absent.
 * @param switches    how often a thread of the JVM had to give way; -1 if it was not asked for.
 * @param gcNs        time in garbage collections, to the millisecond.
 * @param jitNs       time in the compiler's threads, to the millisecond.
 * @param hiccupNs    by how much a thread that only sleeps overslept at worst.
 */
public record Disturbance(long durationNs, Map<String, Double> host, long switches, long gcNs,
        long jitNs, long hiccupNs) {
    /** Flag of a sample during which the hypervisor took more than 1 % of the processors. */
    public static final String STEAL = "steal";
    /** Flag of a sample of which collections took more than 1 %, and more than 1 ms. */
    public static final String GC = "gc";
    /** Flag of a sample during which a thread overslept by more than 1 % of it, and 1 ms. */
    public static final String HICCUP = "hiccup";

    private static final Set<String> FLAGS = Set.of(STEAL, GC, HICCUP);
    private static final double STEAL_PERCENT_MAX = 1;
    private static final long SHORTEST_NS = 1_000_000;
    private static final int SHARE = 100;

    public Disturbance {
        host = Map.copyOf(host);
    }

    /** What it spoils a sample by; empty if it does not. */
    public SortedSet<String> flags() {
        final long limitNs = Math.max(SHORTEST_NS, durationNs / SHARE);
        final SortedSet<String> flags = new TreeSet<>();
        if (host.getOrDefault("steal_percent", 0.0) > STEAL_PERCENT_MAX) {
            flags.add(STEAL);
        }
        if (gcNs > limitNs) {
            flags.add(GC);
        }
        if (hiccupNs > limitNs) {
            flags.add(HICCUP);
        }
        return flags;
    }

    /** Whether any of these says that a sample was disturbed. */
    static boolean isIn(final Set<String> flags) {
        return flags.stream().anyMatch(FLAGS::contains);
    }
}
