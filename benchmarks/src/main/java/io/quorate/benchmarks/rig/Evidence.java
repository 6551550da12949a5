package io.quorate.benchmarks.rig;

/** By what a rig's members learn that another's process is gone. */
public enum Evidence {
    /** By its silence alone, as their detector judges it. */
    TIMEOUT("timeout"),
    /** By the end of a TCP link besides, which a crash closes at once, as a kernel does. */
    CONNECTION("connection");

    private final String label;

    Evidence(final String label) {
        this.label = label;
    }

    /** What the parameter calls it. */
    public String label() {
        return label;
    }

    static Evidence ofLabel(final String label) {
        return Choice.of("evidence", label, values(), Evidence::label);
    }
}
