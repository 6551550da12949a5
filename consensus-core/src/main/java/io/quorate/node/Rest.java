package io.quorate.node;

/**
 * Spares a node that spins most of what a turn costs. After a turn that had nothing to do, only
 * what is heard or a deadline can give the node something to do; what other threads ask for
 * otherwise waits for {@value #NS} ns at most. A node that parks between its turns parks for
 * longer, and so does not rest.
 */
final class Rest {
    private static final long NS = 20_000;

    private long untilNs;
    private boolean isBegun;

    /** A turn had nothing to do; what falls due next does so at {@code deadlineNs}. */
    void begin(final long nowNs, final long deadlineNs) {
        isBegun = true;
        untilNs = nowNs + Math.min(NS, deadlineNs - nowNs);
    }

    /** There is, or may be, something to do. */
    void end() {
        isBegun = false;
    }

    /** Whether who has heard nothing need not do anything either. */
    boolean lasts(final long nowNs) {
        return isBegun && nowNs - untilNs < 0;
    }
}
