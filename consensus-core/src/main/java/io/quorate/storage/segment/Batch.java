package io.quorate.storage.segment;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.wire.Crc32c;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What one duty cycle appended, as it lies in a segment: a header and entry frames.
 * <pre>
 *  0        4        8        12       16               24
 *  +--------+--------+--------+--------+----------------+
 *  | length | crc32c |segment |position|    identity    |
 *  +--------+--------+--------+--------+----------------+---------------+----------------+
 *  |  first index    |   last index    |  term before   | durable index |   frames ...
 *  +-----------------+-----------------+----------------+---------------+----------------+
 *  24               32                40               48              56
 * </pre>
 * {@code length} counts everything and is stored last: 0 means not published. The checksum covers
 * the header from {@code segment} on; each frame carries its own, and together they must fill the
 * length. {@code segment}, {@code position} and the storage's {@code identity} say where the batch
 * belongs, so that one found elsewhere is known to be misplaced. {@code term before} is the term of
 * the entry before the first. {@code durable index} is what the log knew to be durable as it
 * published the batch. A batch without entries has a last index just below the first. A negative
 * {@code term before}, all its bits turned round, says that the log begins anew with this batch:
 * whatever was written before it is void.
 *
 * <p>Static: no state, any thread.
 */
public final class Batch {
    /** Bytes before the first frame. */
    public static final int HEADER_LENGTH = 56;
    /** Where the length stands; stored by {@link OpenSegment#publish}. */
    public static final int LENGTH = 0;

    private static final int CRC = 4;
    private static final int SEGMENT = 8;
    private static final int POSITION = 12;
    private static final int IDENTITY = 16;
    private static final int FIRST_INDEX = 24;
    private static final int LAST_INDEX = 32;
    private static final int TERM_BEFORE = 40;
    private static final int DURABLE_INDEX = 48;

    private Batch() {
    }

    /** Fills the header of a batch that is to lie at that position, all but the length. */
    static void seal(final MutableDirectBuffer batch, final int position, final int segment,
            final long identity, final long firstIndex, final long lastIndex,
            final long termBefore, final long durableIndex) {
        batch.putInt(SEGMENT, segment, LITTLE_ENDIAN);
        batch.putInt(POSITION, position, LITTLE_ENDIAN);
        batch.putLong(IDENTITY, identity, LITTLE_ENDIAN);
        batch.putLong(FIRST_INDEX, firstIndex, LITTLE_ENDIAN);
        batch.putLong(LAST_INDEX, lastIndex, LITTLE_ENDIAN);
        batch.putLong(TERM_BEFORE, termBefore, LITTLE_ENDIAN);
        batch.putLong(DURABLE_INDEX, durableIndex, LITTLE_ENDIAN);
        batch.putInt(CRC, checksum(batch, 0), LITTLE_ENDIAN);
    }

    /**
     * Whether a header lies there, whole, that says it belongs to that position; its length may
     * not have been stored. Never throws, whatever the bytes say.
     */
    public static boolean claims(final DirectBuffer memory, final int at) {
        return at >= 0
                && at <= memory.capacity() - HEADER_LENGTH
                && memory.getInt(at + POSITION, LITTLE_ENDIAN) == at
                && memory.getInt(at + CRC, LITTLE_ENDIAN) == checksum(memory, at);
    }

    /** Whether a header that {@linkplain #claims is whole} is of that segment and storage. */
    static boolean isOf(final DirectBuffer memory, final int at, final int segment,
            final long identity) {
        return memory.getInt(at + SEGMENT, LITTLE_ENDIAN) == segment
                && memory.getLong(at + IDENTITY, LITTLE_ENDIAN) == identity;
    }

    /** Where a batch ends; -1 if its length says that it ends outside the memory. */
    static int end(final DirectBuffer memory, final int at) {
        final int length = memory.getInt(at + LENGTH, LITTLE_ENDIAN);
        final boolean isInside = length >= HEADER_LENGTH && length <= memory.capacity() - at;
        return isInside ? at + length : -1;
    }

    private static int checksum(final DirectBuffer memory, final int at) {
        return Crc32c.of(memory, at + SEGMENT, HEADER_LENGTH - SEGMENT);
    }

    static long firstIndex(final DirectBuffer memory, final int at) {
        return memory.getLong(at + FIRST_INDEX, LITTLE_ENDIAN);
    }

    static long lastIndex(final DirectBuffer memory, final int at) {
        return memory.getLong(at + LAST_INDEX, LITTLE_ENDIAN);
    }

    static long termBefore(final DirectBuffer memory, final int at) {
        final long term = memory.getLong(at + TERM_BEFORE, LITTLE_ENDIAN);
        return term < 0 ? ~term : term;
    }

    /** What is stored for {@link #termBefore} where the log begins anew. */
    static long anew(final long termBefore) {
        return ~termBefore;
    }

    static boolean beginsAnew(final DirectBuffer memory, final int at) {
        return memory.getLong(at + TERM_BEFORE, LITTLE_ENDIAN) < 0;
    }

    static long durableIndex(final DirectBuffer memory, final int at) {
        return memory.getLong(at + DURABLE_INDEX, LITTLE_ENDIAN);
    }

    /** Whether there are only zeros from a position, a multiple of 8, up to another. */
    static boolean isZero(final DirectBuffer memory, final int from, final int to) {
        int at = from;
        while (at + Long.BYTES <= to && memory.getLong(at) == 0) {
            at += Long.BYTES;
        }
        while (at < to && memory.getByte(at) == 0) {
            at++;
        }
        return at >= to;
    }
}
