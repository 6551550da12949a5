package io.quorate.storage.chronicle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.storage.segment.SealedSegment;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Finds the batches in a queue's file, without Chronicle. Each is the data of one document:
 * <pre>
 *  0        4      8                       8-byte aligned
 *  +--------+------+-----------------------+--------+------+-----------
 *  | header | pad  |  batch                | header | pad  |  batch
 *  +--------+------+-----------------------+--------+------+-----------
 *      |
 *      +-- bit 31: not complete, bit 30: metadata, below: length of the data; 0: none follows
 * </pre>
 * Chronicle writes a header last, so a complete one means that its document was published. Where
 * the data begins at a multiple of 8, just behind the header, there is no pad. Documents of
 * metadata, Chronicle's own, come first and rarely later. Static: no state, any thread.
 */
final class Documents {
    /** A batch begins at a multiple of this. */
    static final int ALIGNMENT = 8;
    /** A header lies at a multiple of this. */
    static final int HEADER_LENGTH = Integer.BYTES;

    private static final int INCOMPLETE = 1 << 31;
    private static final int METADATA = 1 << 30;
    private static final int LENGTH_MASK = METADATA - 1;

    private Documents() {
    }

    /** Where a batch lies in a document whose data begins there. */
    static int batchAt(final int dataStart) {
        return BitUtil.align(dataStart, ALIGNMENT);
    }

    /**
     * The batch published at or after a position, or {@link SealedSegment#NONE} where the chain of
     * headers ends or is torn.
     */
    static int published(final DirectBuffer file, final int from) {
        final int at = afterMetadata(file, from);
        return isComplete(file, at) ? batchAt(at + HEADER_LENGTH) : SealedSegment.NONE;
    }

    /** Where the documents of metadata end that begin at a position; there if none does. */
    static int afterMetadata(final DirectBuffer file, final int from) {
        int at = from;
        while (isComplete(file, at) && isMetadata(file, at)) {
            at = BitUtil.align(end(file, at), HEADER_LENGTH);
        }
        return at;
    }

    private static boolean isComplete(final DirectBuffer file, final int header) {
        if (header < 0 || header > file.capacity() - HEADER_LENGTH) {
            return false;
        }
        final int word = file.getInt(header, LITTLE_ENDIAN);
        final int room = file.capacity() - header - HEADER_LENGTH;
        return word != 0 && (word & INCOMPLETE) == 0 && (word & LENGTH_MASK) <= room;
    }

    private static boolean isMetadata(final DirectBuffer file, final int header) {
        return (file.getInt(header, LITTLE_ENDIAN) & METADATA) != 0;
    }

    private static int end(final DirectBuffer file, final int header) {
        return header + HEADER_LENGTH + (file.getInt(header, LITTLE_ENDIAN) & LENGTH_MASK);
    }
}
