package io.quorate.kv;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keys and values off the heap: slots of one size, found by open addressing with linear probes.
 * <pre>
 *  0        4        8        12
 *  +--------+--------+--------+-------------------------+
 *  |  hash  | keyLen | valLen |  key ...  value ...     |   keyLen 0: the slot is empty
 *  +--------+--------+--------+-------------------------+
 * </pre>
 * Slots lie in pages of 64 KiB, which are made when first written. While a {@link TableView} is
 * open, a page is copied before it is written for the first time, so that the view stays as it was.
 */
final class Table {
    static final int HEAD = 12;
    private static final int PAGE_BYTES = 64 << 10;
    private static final int HASH = 0;
    private static final int KEY_LENGTH = 4;
    private static final int VALUE_LENGTH = 8;

    private final int slotBytes;
    private final int slotsPerPage;
    private final int mask;
    private final int maxEntries;
    private final UnsafeBuffer[] pages;
    private final UnsafeBuffer[] spares;        // pages that a view no longer needs
    private final boolean[] isShared;           // whether an open view sees the very page
    private UnsafeBuffer[] frozen;              // what an open view sees; null while there is none
    private int spare;
    private int size;
    private long bytes;

    Table(final int maxEntries, final int slotBytes) {
        this.maxEntries = maxEntries;
        this.slotBytes = slotBytes;
        slotsPerPage = Math.max(1, PAGE_BYTES / slotBytes);
        final int slots = Math.max(slotsPerPage,
                BitUtil.findNextPositivePowerOfTwo(maxEntries + maxEntries / 3 + 1));
        mask = slots - 1;
        pages = new UnsafeBuffer[slots / slotsPerPage];
        spares = new UnsafeBuffer[2 * pages.length];
        isShared = new boolean[pages.length];
    }

    // ---- to be asked ----------------------------------------------------------------------------

    /** The slot of that key, or the empty one where it would go, as {@code -1 - slot}. */
    int find(final DirectBuffer key, final int offset, final int length) {
        final int hash = hash(key, offset, length);
        int slot = hash & mask;
        while (!isEmpty(slot)) {
            if (holds(slot, hash, key, offset, length)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return -1 - slot;
    }

    private static int hash(final DirectBuffer key, final int offset, final int length) {
        long hash = length;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = (hash ^ key.getLong(offset + at)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 29;
        }
        for (; at < length; at++) {
            hash = (hash ^ key.getByte(offset + at)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ hash >>> 32);
    }

    private boolean holds(final int slot, final int hash, final DirectBuffer key,
            final int offset, final int length) {
        final UnsafeBuffer page = page(slot);
        final int at = at(slot);
        return page.getInt(at + HASH) == hash && page.getInt(at + KEY_LENGTH) == length
                && equals(page, at + HEAD, key, offset, length);
    }

    private static boolean equals(final DirectBuffer a, final int aAt, final DirectBuffer b,
            final int bAt, final int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (a.getLong(aAt + i) != b.getLong(bAt + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (a.getByte(aAt + i) != b.getByte(bAt + i)) {
                return false;
            }
        }
        return true;
    }

    boolean valueEquals(final int slot, final DirectBuffer value, final int offset,
            final int length) {
        return valueLength(slot) == length
                && equals(page(slot), at(slot) + HEAD + keyLength(slot), value, offset, length);
    }

    int valueLength(final int slot) {
        return page(slot).getInt(at(slot) + VALUE_LENGTH);
    }

    void copyValue(final int slot, final MutableDirectBuffer target, final int offset,
            final int length) {
        target.putBytes(offset, page(slot), at(slot) + HEAD + keyLength(slot), length);
    }

    private int keyLength(final int slot) {
        return page(slot).getInt(at(slot) + KEY_LENGTH);
    }

    int size() {
        return size;
    }

    /** Bytes of the pages that were made so far. */
    long bytes() {
        return bytes;
    }

    boolean isFull() {
        return size >= maxEntries;
    }

    boolean fits(final int keyLength, final int valueLength) {
        return keyLength > 0 && (long) keyLength + valueLength <= slotBytes - HEAD;
    }

    // ---- to be changed --------------------------------------------------------------------------

    /** Fills an empty slot that {@link #find} named. */
    void insert(final int slot, final DirectBuffer source, final int keyOffset,
            final int keyLength, final int valueLength) {
        final UnsafeBuffer page = writable(slot);
        final int at = at(slot);
        page.putInt(at + HASH, hash(source, keyOffset, keyLength));
        page.putInt(at + KEY_LENGTH, keyLength);
        page.putInt(at + VALUE_LENGTH, valueLength);
        page.putBytes(at + HEAD, source, keyOffset, keyLength + valueLength);
        size++;
    }

    void setValue(final int slot, final DirectBuffer source, final int offset,
            final int length) {
        final UnsafeBuffer page = writable(slot);
        page.putInt(at(slot) + VALUE_LENGTH, length);
        page.putBytes(at(slot) + HEAD + keyLength(slot), source, offset, length);
    }

    /** Empties a slot, and moves up what had to pass it by. */
    void remove(final int slot) {
        int gap = slot;
        int next = slot + 1 & mask;
        while (!isEmpty(next)) {
            final int home = page(next).getInt(at(next) + HASH) & mask;
            if ((next - home & mask) >= (next - gap & mask)) {
                writable(gap).putBytes(at(gap), page(next), at(next), slotBytes);
                gap = next;
            }
            next = next + 1 & mask;
        }
        writable(gap).putInt(at(gap) + KEY_LENGTH, 0);
        size--;
    }

    // ---- pages ----------------------------------------------------------------------------------

    private boolean isEmpty(final int slot) {
        final UnsafeBuffer page = page(slot);
        return page == null || page.getInt(at(slot) + KEY_LENGTH) == 0;
    }

    private UnsafeBuffer page(final int slot) {
        return pages[slot / slotsPerPage];
    }

    private int at(final int slot) {
        return slot % slotsPerPage * slotBytes;
    }

    /** The page of that slot, as no view sees it. */
    private UnsafeBuffer writable(final int slot) {
        final int index = slot / slotsPerPage;
        final UnsafeBuffer page = pages[index];
        if (page == null) {
            pages[index] = spare > 0 ? cleared(spares[--spare]) : newPage();
        } else if (isShared[index]) {
            isShared[index] = false;
            pages[index] = spare > 0 ? spares[--spare] : newPage();
            pages[index].putBytes(0, page, 0, page.capacity());
        }
        return pages[index];
    }

    private UnsafeBuffer newPage() {
        bytes += (long) slotsPerPage * slotBytes;
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(slotsPerPage * slotBytes,
                BitUtil.CACHE_LINE_LENGTH));
    }

    private static UnsafeBuffer cleared(final UnsafeBuffer page) {
        page.setMemory(0, page.capacity(), (byte) 0);
        return page;
    }

    // ---- for a snapshot -------------------------------------------------------------------------

    /** The pages as they are now; they stay so until {@link #thaw}. One view at a time. */
    UnsafeBuffer[] freeze() {
        if (frozen != null) {
            throw new IllegalStateException("a view of this store is open already; close it first");
        }
        frozen = pages.clone();
        for (int i = 0; i < pages.length; i++) {
            isShared[i] = pages[i] != null;
        }
        return frozen;
    }

    /** The view is closed; copies serve again for the next one. */
    void thaw() {
        for (int i = 0; i < pages.length; i++) {
            if (frozen[i] != null && !isShared[i]) {
                spares[spare++] = frozen[i];
            }
            isShared[i] = false;
        }
        frozen = null;
    }

    void clear() {
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] != null && !isShared[i]) {
                spares[spare++] = pages[i];
            }
            isShared[i] = false;
            pages[i] = null;
        }
        size = 0;
    }

    int slotBytes() {
        return slotBytes;
    }

    /** Bytes of the key and of the value in a slot that begins there; 0 if it is empty. */
    static int contentLength(final DirectBuffer page, final int at) {
        final int keyLength = page.getInt(at + KEY_LENGTH);
        return keyLength == 0 ? 0 : keyLength + page.getInt(at + VALUE_LENGTH);
    }

    static int keyLength(final DirectBuffer page, final int at) {
        return page.getInt(at + KEY_LENGTH);
    }
}
