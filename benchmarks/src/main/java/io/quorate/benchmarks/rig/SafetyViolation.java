package io.quorate.benchmarks.rig;

/** A promise of Raft was broken in a measurement: there is no time to report, only this. */
public final class SafetyViolation extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public SafetyViolation(final String what) {
        super(what);
    }
}
