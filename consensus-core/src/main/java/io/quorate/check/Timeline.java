package io.quorate.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The answered operations of one key that are not in order yet: their calls and returns as a list
 * by time, from which both are taken out when an operation comes to its place, and put back when it
 * turns out to have been the wrong one (Wing and Gong 1993). Operation i has the entries 2i, its
 * call, and 2i + 1, its return.
 */
final class Timeline {
    private static final Comparator<long[]> BY_TIME_THEN_CALLS_FIRST =
            Comparator.<long[]>comparingLong(entry -> entry[1])
                    .thenComparingLong(entry -> entry[0] & 1).thenComparingLong(entry -> entry[0]);

    private final int end;
    private final int[] next;
    private final int[] previous;

    /** Operations in the order of their calls, all of them answered. */
    Timeline(final List<? extends Operation<?>> operations) {
        end = operations.size() * 2;
        next = new int[end + 1];
        previous = new int[end + 1];
        final List<long[]> entries = new ArrayList<>(end);
        for (int i = 0; i < operations.size(); i++) {
            entries.add(new long[] {2L * i, operations.get(i).callNs()});
            entries.add(new long[] {2L * i + 1, operations.get(i).returnNs()});
        }
        entries.sort(BY_TIME_THEN_CALLS_FIRST);
        int last = end;
        for (final long[] entry : entries) {
            link(last, (int) entry[0]);
            last = (int) entry[0];
        }
        link(last, end);
    }

    private void link(final int before, final int after) {
        next[before] = after;
        previous[after] = before;
    }

    /** Above all entries. */
    int end() {
        return end;
    }

    boolean isEmpty() {
        return next[end] == end;
    }

    /** The first call that is left, if any is. */
    int first() {
        return next[end];
    }

    /** What comes after an entry: a call, a return, or once more the end. */
    int after(final int entry) {
        return next[entry];
    }

    static boolean isCall(final int entry) {
        return (entry & 1) == 0;
    }

    static int operationOf(final int entry) {
        return entry >> 1;
    }

    /** The operation that returns first of those that are left: none called later comes before. */
    int firstToReturn() {
        int entry = first();
        while (isCall(entry)) {
            entry = next[entry];
        }
        return operationOf(entry);
    }

    void takeOut(final int operation) {
        unlink(2 * operation);
        unlink(2 * operation + 1);
    }

    private void unlink(final int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    /** Undoes the last {@link #takeOut} that is not undone. */
    void putBack(final int operation) {
        relink(2 * operation + 1);
        relink(2 * operation);
    }

    private void relink(final int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }
}
