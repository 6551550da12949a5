package io.quorate.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happened, as numbers: the newest events to be told in words when something fails, and a
 * hash over all of them. Two runs of one seed have the same hash, on any machine and any JDK.
 */
final class Trace {
    private static final int REMEMBERED = 1 << 10;

    private final EventQueue time;
    private final Consumer<String> listener;
    private final long[] timesNs = new long[REMEMBERED];
    private final Event[] events = new Event[REMEMBERED];
    private final byte[] nodes = new byte[REMEMBERED];
    private final String[] labels = new String[REMEMBERED];
    private final long[] details = new long[REMEMBERED * 4];
    private long noted;
    private long hash = 0x51_7C_C1_B7_27_22_0A_95L;

    /** {@code listener} is told every event in words as it happens; null for none. */
    Trace(final EventQueue time, final Consumer<String> listener) {
        this.time = time;
        this.listener = listener;
    }

    void note(final Event event, final int node, final String label, final long a) {
        note(event, node, label, a, 0, 0, 0);
    }

    void note(final Event event, final int node, final String label, final long a, final long b) {
        note(event, node, label, a, b, 0, 0);
    }

    void note(final Event event, final int node, final String label, final long a, final long b,
            final long c, final long d) {
        final int at = (int) noted++ & REMEMBERED - 1;
        timesNs[at] = time.nowNs();
        events[at] = event;
        nodes[at] = (byte) node;
        labels[at] = label;
        details[at * 4] = a;
        details[at * 4 + 1] = b;
        details[at * 4 + 2] = c;
        details[at * 4 + 3] = d;
        mix(time.nowNs() ^ (long) event.mark() << 32 ^ (long) node << 24);
        mix(a + 31 * b);
        mix(c + 31 * d);
        if (listener != null) {
            listener.accept(tell(at));
        }
    }

    private void mix(final long value) {
        hash = Long.rotateLeft((hash ^ value) * 0x9E37_79B9_7F4A_7C15L, 29);
    }

    long hash() {
        return hash;
    }

    /** How many events were noted. */
    long noted() {
        return noted;
    }

    /** The newest events, in words, the oldest of them first. */
    List<String> newest(final int limit) {
        final List<String> told = new ArrayList<>();
        for (long i = Math.max(0, noted - Math.min(limit, REMEMBERED)); i < noted; i++) {
            told.add(tell((int) i & REMEMBERED - 1));
        }
        return told;
    }

    private String tell(final int at) {
        final String what = events[at].tell(labels[at], details[at * 4],
                details[at * 4 + 1], details[at * 4 + 2], details[at * 4 + 3]);
        final String who = nodes[at] == 0 ? "" : "node " + nodes[at] + " ";
        return String.format("%13.6f ms  %s%s", timesNs[at] / 1e6, who, what);
    }
}
