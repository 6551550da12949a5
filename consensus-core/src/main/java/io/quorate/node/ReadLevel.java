package io.quorate.node;

/** How current a read is, from the strongest to the cheapest; any member serves all of them. */
public enum ReadLevel {
    /**
     * Sees every command that was answered before the read was submitted. A quorum is asked who
     * leads; all reads that wait share the question. The default.
     */
    LINEARIZABLE,
    /**
     * The same, as long as clocks run at rates within the stated bound: while the leader holds a
     * lease it asks nobody. Without a lease it is {@link #LINEARIZABLE} by itself.
     */
    LEASE,
    /**
     * Sees every command that was answered longer ago than {@code read.staleness}, by this node's
     * clock, before the read was submitted.
     */
    BOUNDED,
    /** Sees what this node has applied, which may be old; what it once saw, it sees for good. */
    LOCAL
}
