package io.quorate.sim;

import io.quorate.node.Clocks;
import org.agrona.concurrent.NanoClock;

/**
 * One machine's monotonic clock: its origin is anywhere, it runs a little fast or slow, it stops
 * while the machine is suspended, and within a duty cycle it moves by the time that work takes.
 */
final class SimulatedClock implements NanoClock {
    private static final long DRIFT_PPM_MAX = 20_000;

    private final EventQueue time;
    private final long offsetNs;
    private final long driftPpm;
    private final boolean wraps;
    private final long wallOffsetMs;
    private long suspendedNs;
    private long spentNs;

    SimulatedClock(final EventQueue time, final Chance chance) {
        this.time = time;
        wraps = chance.is(0.2);
        offsetNs = wraps ? Long.MAX_VALUE - chance.between(0, 200 * Conditions.SECONDS)
                : chance.seed() >> 2;
        driftPpm = chance.is(0.5) ? chance.between(-DRIFT_PPM_MAX, DRIFT_PPM_MAX) : 0;
        wallOffsetMs = chance.between(-5_000, 5_000);
    }

    @Override
    public long nanoTime() {
        final long awakeNs = time.nowNs() - suspendedNs + spentNs;
        return offsetNs + awakeNs + awakeNs / 1_000_000 * driftPpm;
    }

    /** The machine is suspended for so long; nobody asks the clock meanwhile. */
    void suspend(final long durationNs) {
        suspendedNs += durationNs;
    }

    /** The machine goes on, so much earlier than was said. */
    void resume(final long leftNs) {
        suspendedNs -= leftNs;
    }

    /** The duty cycle that is running spends time on its work. */
    void spend(final long workNs) {
        spentNs += workNs;
    }

    /** What the work since the last call has taken; nobody asks the clock until it is over. */
    long spent() {
        final long spent = spentNs;
        spentNs = 0;
        return spent;
    }

    /** With the wall clock of the same machine, which any operator may have set to anything. */
    Clocks both() {
        return new Clocks(this, () -> wallOffsetMs + time.nowNs() / Conditions.MILLIS);
    }

    boolean drifts() {
        return driftPpm != 0;
    }

    boolean wraps() {
        return wraps;
    }
}
