package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
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

    /** Whoever was struck under that name is well again; {@code all} for everybody. */
    record Mend(long atNs, String target) implements Step {
    }

    /** From now on the client issues so many requests a second. */
    record Rate(long atNs, int perSecond) implements Step {
    }
}
