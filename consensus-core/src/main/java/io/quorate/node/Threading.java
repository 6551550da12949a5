package io.quorate.node;

/** Whose thread a node runs on. */
public enum Threading {
    /** The caller's: nothing happens but in {@link RaftNode#doWork}. */
    INLINE("inline"),
    /** One of its own. */
    THREAD_PER_NODE("thread-per-node");

    private final String label;

    Threading(final String label) {
        this.label = label;
    }

    /** The one name used in files, parameters and results. */
    public String label() {
        return label;
    }
}
