package io.quorate.benchmarks.scenario;

/** Makes grounds for scenarios. */
public final class Grounds {
    private Grounds() {
    }

    /** Members of this JVM. */
    public static Ground inProcess(final Scenario scenario, final long seed) {
        return new RigGround(scenario, seed);
    }

    /** The simulator. */
    public static Ground virtual(final Scenario scenario, final long seed) {
        return new VirtualGround(scenario, seed);
    }
}
