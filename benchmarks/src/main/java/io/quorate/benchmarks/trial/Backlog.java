package io.quorate.benchmarks.trial;

/**
 * The requests of an open-loop client: when each was due, and where it is now. Numbers follow each
 * other; of those that are unanswered the newest so many are remembered. One thread.
 */
final class Backlog {
    private static final byte ENDED = 0;
    private static final byte WAITS = -1;

    private final long[] dueNs;
    private final byte[] places;          // ENDED, WAITS, or 1 + the member that it is under way at
    private long oldest;                  // all before it have ended, or are forgotten
    private long next;

    /** An empty one for so many at a time, a power of two; {@code first} is the first number. */
    Backlog(final int capacity, final long first) {
        dueNs = new long[capacity];
        places = new byte[capacity];
        oldest = first;
        next = first;
    }

    private int slot(final long number) {
        return (int) number & dueNs.length - 1;
    }

    /** One more request, which waits; returns its number. */
    long add(final long whenDueNs) {
        if (next - oldest == dueNs.length) {
            oldest++;
        }
        dueNs[slot(next)] = whenDueNs;
        places[slot(next)] = WAITS;
        return next++;
    }

    /** When a request was due. */
    long dueNs(final long number) {
        return dueNs[slot(number)];
    }

    /** It was handed to a member, named by its place from 0. */
    void handOver(final long number, final int to) {
        place(number, (byte) (1 + to));
    }

    /** It was turned away, and waits again. */
    void giveBack(final long number) {
        place(number, WAITS);
    }

    /** It is done, or in doubt for good. */
    void end(final long number) {
        place(number, ENDED);
    }

    private void place(final long number, final byte place) {
        if (number >= oldest) {
            places[slot(number)] = place;
        }
    }

    /**
     * Whether a request that was due before a time has not ended.
     *
     * @param exceptAt bits of members, by their places: what is under way at them does not count
     */
    boolean holdsBefore(final long timeNs, final long exceptAt) {
        while (oldest < next && places[slot(oldest)] == ENDED) {
            oldest++;
        }
        for (long number = oldest; number < next && dueNs(number) - timeNs < 0; number++) {
            final byte place = places[slot(number)];
            if (place == WAITS || place != ENDED && (exceptAt >> place - 1 & 1) == 0) {
                return true;
            }
        }
        return false;
    }
}
