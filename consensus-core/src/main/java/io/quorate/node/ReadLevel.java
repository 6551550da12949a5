package io.quorate.node;

/** How current a read is, from the strongest to the cheapest; any member serves all of them. */
public enum ReadLevel {
    /**
     * Sees every command that was answered before the read was submitted. A quorum is asked who
     * leads; all reads that wait share the question. The default.
     */
    LINEARIZABLE(1),
    /**
     * The same, as long as clocks run at rates within the stated bound: while the leader holds a
     * lease it asks nobody. Without a lease it is {@link #LINEARIZABLE} by itself.
     */
    LEASE(2),
    /**
     * Sees every command that was answered longer ago than {@code read.staleness}, by this node's
     * clock, before the read was submitted.
     */
    BOUNDED(3),
    /** Sees what this node has applied, which may be old; what it once saw, it sees for good. */
    LOCAL(4);

    private static final ReadLevel[] VALUES = values();

    private final int code;

    ReadLevel(final int code) {
        this.code = code;
    }

    /** Its number in rings and on the wire, from 1 on. */
    public int code() {
        return code;
    }

    /** The level of that number; null if there is none. */
    static ReadLevel ofCode(final int code) {
        return code >= 1 && code <= VALUES.length ? VALUES[code - 1] : null;
    }
}
