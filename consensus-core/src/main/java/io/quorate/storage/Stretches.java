package io.quorate.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * The stretches of one log, oldest first: each begins where the one before ends. Never empty once
 * the first was added. Owned by the log's thread.
 */
public final class Stretches<S extends Stretch> {
    private final List<S> list = new ArrayList<>();

    /** How many there are. */
    public int size() {
        return list.size();
    }

    /** The one of that place, 0 being the oldest. */
    public S get(final int place) {
        return list.get(place);
    }

    /** The oldest. */
    public S first() {
        return list.get(0);
    }

    /** The newest. */
    public S last() {
        return list.get(list.size() - 1);
    }

    /** Adds a newest one. */
    public void add(final S stretch) {
        list.add(stretch);
    }

    /** Takes out the oldest. */
    public S removeFirst() {
        return list.remove(0);
    }

    /** Takes out the newest. */
    public S removeLast() {
        return list.remove(list.size() - 1);
    }

    /** The one that holds an entry which is held. */
    public S holding(final long index) {
        int low = 0;
        int high = list.size() - 1;
        if (index >= list.get(high).base()) {
            return list.get(high);           // most reads are of the newest
        }
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (list.get(middle).base() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return list.get(low);
    }
}
