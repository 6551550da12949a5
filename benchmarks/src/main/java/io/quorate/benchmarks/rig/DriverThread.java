package io.quorate.benchmarks.rig;

/** Whose thread turns a rig's media driver. */
public enum DriverThread {
    /** The loop of inline members; of members with threads, one of its own, which rests. */
    AUTO("auto"),
    /** One of its own, which yields and so wants a core for itself. */
    OWN("own-thread");

    private final String label;

    DriverThread(final String label) {
        this.label = label;
    }

    /** What the parameter calls it. */
    public String label() {
        return label;
    }

    /**
     * As the parameter says.
     *
     * @throws IllegalArgumentException if it says neither
     */
    public static DriverThread ofLabel(final String label) {
        return Choice.of("driver", label, values(), DriverThread::label);
    }
}
