package io.quorate.raft;

import java.util.Arrays;

/**
 * What a majority has reached. Of match indexes that is the commit index, of acknowledged rounds
 * the confirmed reads, of send times the leader's contact with its followers.
 */
final class Quorum {
    private final long[] ranked;   // the highest positions, best first: as many as a majority

    Quorum(final int voters) {
        ranked = new long[voters / 2 + 1];
    }

    /** How many voters are a majority. */
    int size() {
        return ranked.length;
    }

    /** The highest position that a majority has reached; one position for each voter. */
    long reached(final long[] positions) {
        Arrays.fill(ranked, Long.MIN_VALUE);
        for (long position : positions) {
            for (int i = 0; i < ranked.length; i++) {
                if (position > ranked[i]) {
                    final long lower = ranked[i];
                    ranked[i] = position;
                    position = lower;
                }
            }
        }
        return ranked[ranked.length - 1];
    }
}
