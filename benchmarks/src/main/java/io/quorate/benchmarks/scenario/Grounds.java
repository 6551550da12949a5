package io.quorate.benchmarks.scenario;

/** Makes grounds for scenarios. */
public final class Grounds {
    private Grounds() {
    }

    /** The simulator. */
    public static Ground virtual(final Scenario scenario, final long seed) {
        return new VirtualGround(scenario, seed);
    }
}
