package io.quorate.storage.chronicle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Walks the documents of a queue's file, without Chronicle.
 * <pre>
 *  0        4                                4-byte aligned
 *  +--------+---------------------------------+--------+------------------------
 *  | header |  data                           | header |  data
 *  +--------+---------------------------------+--------+------------------------
 *      |
 *      +-- bit 31: not complete, bit 30: metadata, below: length of the data; 0: none follows
 * </pre>
 * Only the header is trusted, and only as far as the file goes: a length that points beyond it ends
 * the walk. What the data says is for others to check.
 */
final class Documents {
    private static final int HEADER_LENGTH = Integer.BYTES;
    private static final int INCOMPLETE = 1 << 31;
    private static final int METADATA = 1 << 30;
    private static final int LENGTH_MASK = METADATA - 1;

    private final DirectBuffer file;
    private final int limit;
    private int header;
    private int next;

    /** Walks from the start of the file to {@code limit} at most. */
    Documents(final DirectBuffer file, final int limit) {
        this.file = file;
        this.limit = Math.min(limit, file.capacity());
    }

    /** Moves to the next document that holds entries; false if there is none. */
    boolean next() {
        while (nextDocument()) {
            if ((file.getInt(header, LITTLE_ENDIAN) & METADATA) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean nextDocument() {
        if (limit - next < HEADER_LENGTH) {
            return false;
        }
        final int word = file.getInt(next, LITTLE_ENDIAN);
        final int length = word & LENGTH_MASK;
        if (word == 0 || (word & INCOMPLETE) != 0 || length > limit - next - HEADER_LENGTH) {
            return false;
        }
        header = next;
        next = BitUtil.align(header + HEADER_LENGTH + length, HEADER_LENGTH);
        return true;
    }

    /** Where the data of the document begins. */
    int start() {
        return header + HEADER_LENGTH;
    }

    /** Where the data of the document ends. */
    int end() {
        return start() + (file.getInt(header, LITTLE_ENDIAN) & LENGTH_MASK);
    }

    /** Where the next header would be. */
    int position() {
        return next;
    }
}
