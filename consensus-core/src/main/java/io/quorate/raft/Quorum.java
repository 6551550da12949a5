package io.quorate.raft;

import java.util.Arrays;

/**
 * What a majority has reached, or both majorities while a configuration is joint (§6). Of match
 * indexes that is the commit index, of acknowledged rounds the confirmed reads, of send times the
 * leader's contact with its followers, of votes the election.
 */
final class Quorum {
    private final int[] before;      // slots of the voters
    private final int[] after;       // the very same array unless joint
    private final long[] ranked;     // the highest positions, best first

    /** The voters' slots before and after a change; equal when there is none. */
    Quorum(final int[] before, final int[] after) {
        this.before = before;
        this.after = Arrays.equals(before, after) ? before : after;
        ranked = new long[Math.max(before.length, after.length) / 2 + 1];
    }

    /** The highest position that a majority of each half has reached; positions are by slot. */
    long reached(final long[] positions) {
        final long reached = reached(before, positions);
        return before == after ? reached : Math.min(reached, reached(after, positions));
    }

    private long reached(final int[] voters, final long[] positions) {
        final int majority = voters.length / 2 + 1;
        Arrays.fill(ranked, 0, majority, Long.MIN_VALUE);
        for (final int voter : voters) {
            long position = positions[voter];
            for (int i = 0; i < majority; i++) {
                if (position > ranked[i]) {
                    final long lower = ranked[i];
                    ranked[i] = position;
                    position = lower;
                }
            }
        }
        return ranked[majority - 1];
    }

    /** Whether the holder of that slot is counted, before or after. */
    boolean counts(final int slot) {
        return contains(before, slot) || before != after && contains(after, slot);
    }

    private static boolean contains(final int[] voters, final int slot) {
        for (final int voter : voters) {
            if (voter == slot) {
                return true;
            }
        }
        return false;
    }
}
