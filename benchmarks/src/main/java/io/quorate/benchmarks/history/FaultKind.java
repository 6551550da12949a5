package io.quorate.benchmarks.history;

/** What is done to a cluster while its clients work. */
public enum FaultKind {
    /** A member stops between two duty cycles, and is away for a while. */
    CRASH,
    /** A member stops, and is back at once on what its storage holds. */
    RESTART,
    /** A member is cut off: it is not heard, or hears nothing, or both. */
    PARTITION
}
