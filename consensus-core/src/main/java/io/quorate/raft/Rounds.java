package io.quorate.raft;

/**
 * The numbered rounds of one leader's term, and when each was sent. Rounds may follow each other
 * as fast as reads arrive, so their times are kept as milestones: a round was sent no earlier than
 * the newest milestone that is not after it.
 * <pre>
 *   round      1 ........ 40 41 ....... 977 978 ....
 *   milestone  (1, 0 ms)  (41, 2 ms)    (978, 4 ms)     sentNs(500) = 2 ms
 * </pre>
 * So much time is kept as matters: whatever is older confirms nothing any more.
 */
final class Rounds {
    private static final int MILESTONES = 512;           // a power of two
    private static final int MILESTONES_PER_SPAN = 256;

    private final long[] firsts = new long[MILESTONES];
    private final long[] timesNs = new long[MILESTONES];
    private final long spacingNs;
    private long newest;
    private long milestones;                             // so many were ever set in this term

    /**
     * Remembers twice that span at least.
     *
     * @param spanNs the longest time for which a round's confirmation is of use
     */
    Rounds(final long spanNs) {
        spacingNs = Math.max(1, spanNs / MILESTONES_PER_SPAN);
    }

    /** A new term: no round was sent yet. */
    void clear() {
        newest = 0;
        milestones = 0;
    }

    /** Begins the next round, which is sent at {@code nowNs} or later. */
    void begin(final long nowNs) {
        newest++;
        if (milestones == 0 || nowNs - timesNs[slot(milestones - 1)] >= spacingNs) {
            firsts[slot(milestones)] = newest;
            timesNs[slot(milestones)] = nowNs;
            milestones++;
        }
    }

    /** The newest round; 0 before the first. */
    long newest() {
        return newest;
    }

    /** Whether it is still known when that round was sent; it must not be after the newest. */
    boolean isRemembered(final long round) {
        return round > 0 && round >= firsts[slot(Math.max(0, milestones - MILESTONES))];
    }

    /** A time no later than the one at which that round, which is remembered, was sent. */
    long sentNs(final long round) {
        long low = Math.max(0, milestones - MILESTONES);
        long high = milestones - 1;
        while (low < high) {
            final long middle = low + high + 1 >>> 1;
            if (firsts[slot(middle)] <= round) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return timesNs[slot(low)];
    }

    private static int slot(final long milestone) {
        return (int) milestone & MILESTONES - 1;
    }
}
