package io.quorate.node;

import io.quorate.raft.Reads;

/**
 * The monotonic clock, looked at with suspicion: it stands still while a machine is suspended, and
 * a leader would believe in a lease that has long run out. The wall clock goes on, so one that gets
 * ahead tells of it; what rests on time is given up then, and no more than that.
 */
final class Watch {
    private static final long NS_PER_MS = 1_000_000;
    private static final long TOLERANCE_NS_MIN = 2 * NS_PER_MS;
    private static final int TOLERANCES_PER_SPAN = 50;

    private final Clocks clocks;
    private final Reads reads;
    private final ReadGate gate;
    private final long toleranceNs;
    private long aheadNs;                        // of the wall clock, at least, since the last time

    /**
     * A watch that notices a sleep of a fiftieth of that span, or of a few milliseconds.
     *
     * @param spanNs the shortest time that is to be relied on
     */
    Watch(final Clocks clocks, final Reads reads, final ReadGate gate, final long spanNs) {
        this.clocks = clocks;
        this.reads = reads;
        this.gate = gate;
        toleranceNs = Math.max(TOLERANCE_NS_MIN, spanNs / TOLERANCES_PER_SPAN);
        aheadNs = clocks.wall().time() * NS_PER_MS - clocks.monotonic().nanoTime();
    }

    /** The monotonic time. */
    long nanoTime() {
        final long nowNs = clocks.monotonic().nanoTime();
        settle(nowNs);
        return nowNs;
    }

    /** The same, for who has just read it. */
    void settle(final long nowNs) {
        final long nextNs = clocks.wall().time() * NS_PER_MS - nowNs;      // both may wrap
        if (nextNs - aheadNs > toleranceNs) {
            reads.distrustClock();
            gate.distrustClock(nowNs);
            aheadNs = nextNs;
        } else if (nextNs - aheadNs < 0) {
            aheadNs = nextNs;
        }
    }
}
