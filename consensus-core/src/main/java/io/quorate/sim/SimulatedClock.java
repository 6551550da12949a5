package io.quorate.sim;

import io.quorate.node.Clocks;
import org.agrona.concurrent.NanoClock;

/**
 * One machine's monotonic clock: its origin is anywhere, it runs a little fast or slow, it stops
 * while the machine is suspended, and within a duty cycle it moves by the time that work takes.
 */
final class SimulatedClock implements NanoClock {
    private final EventQueue time;
    private final long offsetNs;
    private final long driftPpm;
    private final boolean wraps;
    private final long wallOffsetMs;
    private long suspendedNs;
    private long spentNs;
    private long steppedMs;

    SimulatedClock(final EventQueue time, final Chance chance, final long driftPpmMax) {
        this.time = time;
        wraps = chance.is(0.2);
        offsetNs = wraps ? Long.MAX_VALUE - chance.between(0, 200 * Conditions.SECONDS)
                : chance.seed() >> 2;
        driftPpm = chance.is(0.5) ? chance.between(-driftPpmMax, driftPpmMax) : 0;
        wallOffsetMs = chance.between(-5_000, 5_000);
    }

    @Override
    public long nanoTime() {
        return offsetNs + rated(time.nowNs() - suspendedNs + spentNs);
    }

    /** The machine is suspended for so long; nobody asks the clock meanwhile. */
    void suspend(final long durationNs) {
        suspendedNs += durationNs;
    }

    /** The machine goes on, so much earlier than was said. */
    void resume(final long leftNs) {
        suspendedNs -= leftNs;
    }

    /** Both clocks of the machine jump ahead, as after a migration. */
    void step(final long byNs) {
        suspendedNs -= byNs;
        steppedMs += byNs / Conditions.MILLIS;
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

    /**
     * With the wall clock of the same machine, which any operator may have set to anything. It has
     * the same rate, and goes on while the machine is suspended.
     */
    Clocks both() {
        return new Clocks(this, () -> wallOffsetMs + steppedMs
                + rated(time.nowNs()) / Conditions.MILLIS);
    }

    private long rated(final long trueNs) {
        return trueNs + trueNs / 1_000_000 * driftPpm;
    }

    boolean drifts() {
        return driftPpm != 0;
    }

    boolean wraps() {
        return wraps;
    }
}
