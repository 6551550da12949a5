package io.quorate.node;

/**
 * How long the oldest of what waits has waited, from two positions: what has arrived and what is
 * done. Arrivals are marked a spacing apart, so an age is too short by a spacing at most.
 * <pre>
 *   marks      (120, 3 ms)     (180, 4 ms)    (260, 5 ms)
 *   positions  ───────────┼─────────┼──────────────┼─────
 *                              done = 150: the oldest that waits was there at 4 ms
 * </pre>
 */
final class Backlog {
    private static final int MARKS = 64;                 // a power of two
    private static final int MARKS_PER_BOUND = 16;

    private final long[] upTo = new long[MARKS];
    private final long[] sinceNs = new long[MARKS];
    private final long spacingNs;
    private long head;
    private long tail;
    private long arrived;
    private long done;

    /** Tells ages up to a few times that bound; without a bound it marks nothing. */
    Backlog(final long boundNs) {
        spacingNs = boundNs == 0 ? Long.MAX_VALUE : Math.max(1, boundNs / MARKS_PER_BOUND);
    }

    /** So far has come, and so far is done, at that time. */
    void settle(final long nowNs, final long arrivedTo, final long doneTo) {
        if (arrivedTo < arrived) {
            head = tail;                       // taken back: what comes in its place is new
        }
        while (head != tail && upTo[slot(head)] <= doneTo) {
            head++;
        }
        if (arrivedTo > doneTo && isToMark(nowNs, arrivedTo)) {
            upTo[slot(tail)] = arrivedTo;
            sinceNs[slot(tail)] = nowNs;
            tail++;
        }
        arrived = arrivedTo;
        done = doneTo;
    }

    private boolean isToMark(final long nowNs, final long arrivedTo) {
        if (head == tail) {
            return spacingNs != Long.MAX_VALUE;
        }
        final int newest = slot(tail - 1);
        return arrivedTo > upTo[newest] && tail - head < MARKS
                && nowNs - sinceNs[newest] >= spacingNs;
    }

    /** The age of the oldest that waits; 0 while none does. */
    long ageNs(final long nowNs) {
        return head == tail ? 0 : nowNs - sinceNs[slot(head)];
    }

    /** How many wait. */
    long size() {
        return Math.max(0, arrived - done);
    }

    private static int slot(final long mark) {
        return (int) mark & MARKS - 1;
    }
}
