package io.quorate.session;

import java.util.Arrays;
import org.agrona.BitUtil;

/**
 * Which sessions there are, each in a slot of the arrays, and in what order they were last heard.
 * <pre>
 *   oldest ─► slot ─► slot ─► ... ─► newest        found by id: open addressing, linear probes
 * </pre>
 * 56 bytes a session at most: 40 in its slot, 16 of the table that finds it. Allocates only to grow
 * beyond what it was made for.
 */
final class Roster {
    static final int NONE = -1;
    private static final int SLOTS_MIN = 16;

    private long[] ids;
    private long[] heardMs;
    private long[] firsts;              // the lowest number whose answer is still kept
    private long[] newests;             // the highest number executed
    private int[] older;
    private int[] newer;                // of a free slot: the next free one
    private int[] table;                // slot + 1; 0 is empty
    private int mask;
    private int free;
    private int oldest = NONE;
    private int newest = NONE;
    private int size;

    Roster(final int capacity) {
        final int slots = Math.max(capacity, SLOTS_MIN);
        ids = new long[slots];
        heardMs = new long[slots];
        firsts = new long[slots];
        newests = new long[slots];
        older = new int[slots];
        newer = new int[slots];
        clear();
    }

    void clear() {
        final int slots = ids.length;
        for (int slot = 0; slot < slots; slot++) {
            newer[slot] = slot + 1;
        }
        free = 0;
        size = 0;
        oldest = NONE;
        newest = NONE;
        rehash(slots);
    }

    /** A slot for a new session, which becomes the one heard last. */
    int add(final long id, final long nowMs) {
        if (size == ids.length) {
            grow();
        }
        final int slot = free;
        free = newer[slot];
        ids[slot] = id;
        firsts[slot] = 1;
        newests[slot] = 0;
        size++;
        append(slot, nowMs);
        insert(slot);
        return slot;
    }

    void remove(final int slot) {
        unlink(slot);
        delete(slot);
        newer[slot] = free;
        free = slot;
        size--;
    }

    /** The session has been heard: it is the last one now to expire. */
    void touch(final int slot, final long nowMs) {
        if (slot == newest) {
            heardMs[slot] = nowMs;
        } else {
            unlink(slot);
            append(slot, nowMs);
        }
    }

    private void append(final int slot, final long nowMs) {
        heardMs[slot] = nowMs;
        older[slot] = newest;
        newer[slot] = NONE;
        if (newest == NONE) {
            oldest = slot;
        } else {
            newer[newest] = slot;
        }
        newest = slot;
    }

    private void unlink(final int slot) {
        if (older[slot] == NONE) {
            oldest = newer[slot];
        } else {
            newer[older[slot]] = newer[slot];
        }
        if (newer[slot] == NONE) {
            newest = older[slot];
        } else {
            older[newer[slot]] = older[slot];
        }
    }

    private void grow() {
        final int slots = ids.length;
        final int more = Math.multiplyExact(slots, 2);
        ids = Arrays.copyOf(ids, more);
        heardMs = Arrays.copyOf(heardMs, more);
        firsts = Arrays.copyOf(firsts, more);
        newests = Arrays.copyOf(newests, more);
        older = Arrays.copyOf(older, more);
        newer = Arrays.copyOf(newer, more);
        for (int slot = slots; slot < more; slot++) {
            newer[slot] = slot + 1;
        }
        free = slots;
        rehash(more);
    }

    // ---- found by id ----------------------------------------------------------------------------

    private void rehash(final int slots) {
        final int length = BitUtil.findNextPositivePowerOfTwo(slots * 2);
        table = table == null || table.length != length ? new int[length] : table;
        Arrays.fill(table, 0);
        mask = length - 1;
        for (int slot = oldest; slot != NONE; slot = newer[slot]) {
            insert(slot);
        }
    }

    private int home(final long id) {
        final long mixed = id * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & mask;
    }

    private void insert(final int slot) {
        int at = home(ids[slot]);
        while (table[at] != 0) {
            at = at + 1 & mask;
        }
        table[at] = slot + 1;
    }

    /** The slot of that session, or {@link #NONE}. */
    int find(final long id) {
        if (newest != NONE && ids[newest] == id) {
            return newest;                       // who spoke last often speaks next
        }
        int at = home(id);
        while (table[at] != 0) {
            if (ids[table[at] - 1] == id) {
                return table[at] - 1;
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    /** Takes a slot out, and moves up what had to pass it by. */
    private void delete(final int slot) {
        int gap = home(ids[slot]);
        while (table[gap] != slot + 1) {
            gap = gap + 1 & mask;
        }
        table[gap] = 0;
        for (int at = gap + 1 & mask; table[at] != 0; at = at + 1 & mask) {
            final int home = home(ids[table[at] - 1]);
            if ((at - home & mask) >= (at - gap & mask)) {
                table[gap] = table[at];
                table[at] = 0;
                gap = at;
            }
        }
    }

    // ---- to be looked at ------------------------------------------------------------------------

    int size() {
        return size;
    }

    /** How many slots there are; no slot is at or above it. */
    int capacity() {
        return ids.length;
    }

    int oldest() {
        return oldest;
    }

    int newerThan(final int slot) {
        return newer[slot];
    }

    long id(final int slot) {
        return ids[slot];
    }

    long heardMs(final int slot) {
        return heardMs[slot];
    }

    long first(final int slot) {
        return firsts[slot];
    }

    long newest(final int slot) {
        return newests[slot];
    }

    void first(final int slot, final long seq) {
        firsts[slot] = seq;
    }

    void newest(final int slot, final long seq) {
        newests[slot] = seq;
    }

    /** Bytes of all arrays. */
    long bytes() {
        return 40L * ids.length + 4L * table.length;
    }
}
