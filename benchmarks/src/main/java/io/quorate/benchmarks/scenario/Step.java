package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import java.util.List;

/** One thing that a scenario does, at its time since the load began. */
public sealed interface Step {
    /** When, in nanoseconds. */
    long atNs();

    /**
     * A fault strikes.
     *
     * @param targets whom: {@code leader}, {@code standby}, {@code another}, {@code observer}, or a
     *                number
     * @param forNs   for how long; 0 until it is mended
     * @param by      how heavy it is
     */
    record Strike(long atNs, Fault fault, List<String> targets, long forNs, Weight by)
            implements
                Step {
        /** Keeps a copy. */
        public Strike {
            targets = List.copyOf(targets);
        }
    }

    /**
     * How heavy a fault is, where it can be more or less so.
     *
     * @param byNs  by how much clocks jump, or duty cycles take longer
     * @param share of messages that are lost, from 0 to 1
     */
    record Weight(long byNs, double share) {
        private static final long STEP_NS = 5_000_000_000L;
        private static final long SLOWNESS_NS = 20_000_000;
        private static final double SHARE = 0.3;

        /** What a fault has that is told nothing. */
        public static Weight usual(final Fault fault) {
            return new Weight(fault == Fault.CLOCK_STEP ? STEP_NS : SLOWNESS_NS, SHARE);
        }
    }

    /** Whoever was struck under that name is well again; {@code all} for everybody. */
    record Mend(long atNs, String target) implements Step {
    }

    /** From now on the client issues so many requests a second. */
    record Rate(long atNs, int perSecond) implements Step {
    }
}
