package io.quorate.port;

/** What an acknowledged entry survives on the node that acknowledged it. */
public enum Durability {
    /** Nothing: it is gone when the process ends. */
    MEMORY("memory"),
    /** The end of the process, kill -9 included, but not of the machine. */
    PAGE_CACHE("page-cache"),
    /** Power loss: synced to the device before it counts. */
    FSYNC("fsync");

    private final String label;

    Durability(final String label) {
        this.label = label;
    }

    /** The one name used in files, parameters and results. */
    public String label() {
        return label;
    }

    /**
     * The durability of that label.
     *
     * @throws IllegalArgumentException naming the labels that there are
     */
    public static Durability ofLabel(final String label) {
        for (final Durability durability : values()) {
            if (durability.label.equals(label)) {
                return durability;
            }
        }
        throw new IllegalArgumentException(
                "durability must be memory, page-cache or fsync, not '" + label + "'");
    }
}
