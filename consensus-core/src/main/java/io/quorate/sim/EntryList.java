package io.quorate.sim;

import java.util.ArrayList;
import java.util.List;

/** Entries without a gap, from some index on: a log's content, in memory or on a disk. */
final class EntryList {
    private final List<Entry> entries = new ArrayList<>();
    private long base;
    private long baseTerm;

    long firstIndex() {
        return base + 1;
    }

    long termBeforeFirst() {
        return baseTerm;
    }

    long lastIndex() {
        return base + entries.size();
    }

    boolean has(final long index) {
        return index > base && index <= lastIndex();
    }

    Entry get(final long index) {
        return entries.get((int) (index - base - 1));
    }

    /** The term of an entry that is held, or of the one before the first; else -1. */
    long termAt(final long index) {
        return index == base ? baseTerm : has(index) ? get(index).term() : -1;
    }

    /** Puts the entry in its place, and removes what was there and after it. */
    void supersede(final Entry entry) {
        truncateFrom(entry.index());
        entries.add(entry);
    }

    void truncateFrom(final long index) {
        while (lastIndex() >= index) {
            entries.remove(entries.size() - 1);
        }
    }

    void purgeTo(final long index) {
        final int count = (int) (Math.min(index, lastIndex()) - base);
        if (count > 0) {
            baseTerm = get(base + count).term();
            entries.subList(0, count).clear();
            base += count;
        }
    }

    void resetTo(final long index, final long term) {
        entries.clear();
        base = index;
        baseTerm = term;
    }

    void copyFrom(final EntryList other) {
        entries.clear();
        entries.addAll(other.entries);
        base = other.base;
        baseTerm = other.baseTerm;
    }
}
