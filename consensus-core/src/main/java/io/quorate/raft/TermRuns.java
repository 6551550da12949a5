package io.quorate.raft;

import java.util.Arrays;

/**
 * The term of every entry, from memory: a log of a million entries holds a handful of terms, so it
 * is kept as the first index of each.
 * <pre>
 *   index   1  2  3  4  5  6  7  8
 *   term    1  1  1  4  4  5  5  5      runs: (1, 1) (4, 4) (6, 5)
 * </pre>
 */
final class TermRuns {
    private long[] starts = new long[16];
    private long[] terms = new long[16];
    private int size;

    /** An empty log that begins after an entry of that index and term (0, 0 for a new one). */
    TermRuns(final long beforeIndex, final long beforeTerm) {
        push(beforeIndex, beforeTerm);
    }

    /** Notes that the entry at {@code index}, and those after it so far, are of that term. */
    void append(final long index, final long term) {
        if (term != terms[size - 1]) {
            push(index, term);
        }
    }

    /** Forgets the entry at {@code index} and all after it. */
    void truncateFrom(final long index) {
        while (size > 1 && starts[size - 1] >= index) {
            size--;
        }
    }

    /** Forgets everything: the log begins after an entry of that index and term. */
    void resetTo(final long index, final long term) {
        size = 0;
        push(index, term);
    }

    /** The term of the entry at {@code index}, which is held or the one just before the first. */
    long termAt(final long index) {
        return terms[runOf(index)];
    }

    /** The newest index of at most {@code index} whose term is at most {@code term}. */
    long newestAtMost(final long index, final long term) {
        if (terms[0] > term) {
            return starts[0];                     // all are newer: only the beginning is left
        }
        long newest = index;
        for (int run = runOf(index); terms[run] > term; run--) {
            newest = starts[run] - 1;
        }
        return newest;
    }

    private int runOf(final long index) {
        int run = size - 1;                       // nearly every question is about the newest
        if (starts[run] > index) {
            run = Arrays.binarySearch(starts, 0, size, index);
            run = run >= 0 ? run : -run - 2;
        }
        return run;
    }

    private void push(final long index, final long term) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            terms = Arrays.copyOf(terms, size * 2);
        }
        starts[size] = index;
        terms[size] = term;
        size++;
    }
}
