package io.quorate.raft;

import java.util.function.IntPredicate;

/**
 * Which slot of the arrays belongs to whom: the same for as long as a configuration that may hold
 * names the member. There are slots to spare for those who speak and are no members (any more).
 */
final class Roster {
    /** This node's own slot. */
    static final int SELF = 0;
    /** Slots that there are. */
    static final int CAPACITY = Configuration.MEMBERS_MAX + 32;

    private final int[] ids = new int[CAPACITY];
    private int limit = 1;

    Roster(final int self) {
        ids[SELF] = self;
    }

    /** Slots from here on are nobody's. */
    int limit() {
        return limit;
    }

    int idOf(final int slot) {
        return ids[slot];
    }

    /** The slot of that id, or -1. */
    int slotOf(final int id) {
        for (int slot = 0; slot < limit; slot++) {
            if (ids[slot] == id) {
                return slot;
            }
        }
        return -1;
    }

    /** The slot of that id: its own, a fresh one, or one whose holder is needed no more; or -1. */
    int seat(final int id, final IntPredicate isNeeded) {
        final int held = slotOf(id);
        if (held >= 0) {
            return held;
        }
        if (limit < CAPACITY) {
            ids[limit] = id;
            return limit++;
        }
        for (int slot = SELF + 1; slot < CAPACITY; slot++) {
            if (!isNeeded.test(ids[slot])) {
                ids[slot] = id;
                return slot;
            }
        }
        return -1;
    }
}
