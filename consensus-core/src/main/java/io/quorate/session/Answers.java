package io.quorate.session;

import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The answers that may be asked for again: of each session a chain, from the lowest number to the
 * highest, in blocks of 64 bytes off the heap.
 * <pre>
 *  0        4        8                16               24       28       32               64
 *  +--------+--------+----------------+----------------+--------+--------+----------------+
 *  |  next  |  more  |      seq       |     index      | length |        | first 32 bytes |
 *  +--------+--------+----------------+----------------+--------+--------+----------------+
 *  |   0    |  more  |  the next 56 bytes ...                                             |
 *  +--------+--------+--------------------------------------------------------------------+
 * </pre>
 * Blocks lie in pages of 1 MiB, which are made when first needed and kept for good: once warm,
 * nothing is allocated.
 */
final class Answers {
    static final int NONE = 0;
    private static final int BLOCK = 64;
    private static final int BLOCKS_PER_PAGE = 1 << 14;
    private static final int NEXT = 0;
    private static final int MORE = 4;
    private static final int SEQ = 8;
    private static final int INDEX = 16;
    private static final int LENGTH = 24;
    private static final int DATA = 32;
    private static final int MORE_DATA = 8;

    private UnsafeBuffer[] pages = {};
    private int[] heads;                 // by slot of the roster
    private int[] tails;
    private int free = NONE;
    private int used = 1;                // blocks that were ever used; block 0 stands for none

    Answers(final int capacity) {
        heads = new int[capacity];
        tails = new int[capacity];
    }

    private UnsafeBuffer page(final int block) {
        return pages[block / BLOCKS_PER_PAGE];
    }

    private static int at(final int block) {
        return block % BLOCKS_PER_PAGE * BLOCK;
    }

    /** A block that leads to no other; the rest of it is still to be written. */
    private int newBlock() {
        final int block = free == NONE ? used++ : free;
        if (block == free) {
            free = getInt(block, NEXT);
        } else if (block / BLOCKS_PER_PAGE == pages.length) {
            pages = Arrays.copyOf(pages, pages.length + 1);
            pages[pages.length - 1] = new UnsafeBuffer(
                    BufferUtil.allocateDirectAligned(BLOCKS_PER_PAGE * BLOCK, BLOCK));
        }
        page(block).putLong(at(block) + NEXT, 0);
        return block;
    }

    /** The block of an answer below that number, the session's lowest; else a new one. */
    private int blockOf(final int slot, final long below) {
        final int head = heads[slot];
        if (head == NONE || seq(head) >= below) {
            return newBlock();
        }
        final UnsafeBuffer page = page(head);
        final int at = at(head);
        heads[slot] = page.getInt(at + NEXT);
        release(page.getInt(at + MORE));
        page.putLong(at + NEXT, 0);
        return head;
    }

    private int getInt(final int block, final int field) {
        return page(block).getInt(at(block) + field);
    }

    private void putInt(final int block, final int field, final int value) {
        page(block).putInt(at(block) + field, value);
    }

    // ---- chains ---------------------------------------------------------------------------------

    /** Makes room for slots up to that many. */
    void ensureCapacity(final int capacity) {
        if (capacity > heads.length) {
            heads = Arrays.copyOf(heads, capacity);
            tails = Arrays.copyOf(tails, capacity);
        }
    }

    /**
     * Keeps an answer whose number is above all others of its session.
     *
     * @param settled answers below that number are free: one of them makes room for this one
     */
    void append(final int slot, final long seq, final long settled, final long index,
            final DirectBuffer reply, final int offset, final int length) {
        final int block = blockOf(slot, settled);
        final UnsafeBuffer page = page(block);
        final int at = at(block);
        page.putLong(at + SEQ, seq);
        page.putLong(at + INDEX, index);
        page.putInt(at + LENGTH, length);
        if (length > 0) {
            copyIn(block, reply, offset, length);
        }
        if (heads[slot] == NONE) {
            heads[slot] = block;
        } else {
            putInt(tails[slot], NEXT, block);
        }
        tails[slot] = block;
    }

    private void copyIn(final int first, final DirectBuffer reply, final int offset,
            final int length) {
        int block = first;
        int room = BLOCK - DATA;
        int from = DATA;
        int done = 0;
        while (done < length) {
            if (room == 0) {
                final int more = newBlock();
                putInt(block, MORE, more);
                block = more;
                from = MORE_DATA;
                room = BLOCK - MORE_DATA;
            }
            final int part = Math.min(room, length - done);
            page(block).putBytes(at(block) + from, reply, offset + done, part);
            done += part;
            room = 0;
        }
    }

    /** Frees the answers below a number. */
    void freeBelow(final int slot, final long seq) {
        while (heads[slot] != NONE && seq(heads[slot]) < seq) {
            final int next = getInt(heads[slot], NEXT);
            release(heads[slot]);
            heads[slot] = next;
        }
    }

    /** Frees all answers of a session. */
    void clear(final int slot) {
        freeBelow(slot, Long.MAX_VALUE);
    }

    private void release(final int first) {
        int block = first;
        while (block != NONE) {
            final int more = getInt(block, MORE);
            putInt(block, NEXT, free);
            free = block;
            block = more;
        }
    }

    /** The answer of that number, or {@link #NONE}. */
    int find(final int slot, final long seq) {
        final int block = first(slot, seq);
        return block != NONE && seq(block) == seq ? block : NONE;
    }

    /** The first answer of that number or above, or {@link #NONE}. */
    int first(final int slot, final long seq) {
        int block = heads[slot];
        while (block != NONE && seq(block) < seq) {
            block = getInt(block, NEXT);
        }
        return block;
    }

    // ---- one answer -----------------------------------------------------------------------------

    int next(final int answer) {
        return getInt(answer, NEXT);
    }

    long seq(final int answer) {
        return page(answer).getLong(at(answer) + SEQ);
    }

    long index(final int answer) {
        return page(answer).getLong(at(answer) + INDEX);
    }

    int length(final int answer) {
        return getInt(answer, LENGTH);
    }

    void copyTo(final int answer, final MutableDirectBuffer target, final int offset) {
        final int length = length(answer);
        int block = answer;
        int from = DATA;
        int done = 0;
        while (done < length) {
            final int part = Math.min(BLOCK - from, length - done);
            target.putBytes(offset + done, page(block), at(block) + from, part);
            done += part;
            block = getInt(block, MORE);
            from = MORE_DATA;
        }
    }

    /** Bytes of all pages and arrays. */
    long bytes() {
        return (long) pages.length * BLOCKS_PER_PAGE * BLOCK + 8L * heads.length;
    }
}
