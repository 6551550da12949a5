package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An entry of the log: the same bytes on the wire and on disk, so that a run of them is sent from
 * log memory and copied into it as it came.
 * <pre>
 *  0        4        8                16               24       28       32
 *  +--------+--------+----------------+----------------+--------+--------+-----------+-----
 *  | length | crc32c |     index      |      term      |  type  |   0    |  payload  | 0..
 *  +--------+--------+----------------+----------------+--------+--------+-----------+-----
 * </pre>
 * {@code length} counts the payload alone; a frame is padded with zeros to a multiple of 8 bytes.
 * The checksum covers everything from the index to the payload's end. Static: no state, any thread.
 */
public final class EntryFrame {
    /** Bytes before the payload. */
    public static final int HEADER_LENGTH = 32;
    /** Frames begin at multiples of this. */
    public static final int ALIGNMENT = 8;

    private static final int LENGTH = 0;
    private static final int CRC = 4;
    private static final int INDEX = 8;
    private static final int TERM = 16;
    private static final int TYPE = 24;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private EntryFrame() {
    }

    /** Bytes that a payload of that length takes as a frame. */
    public static int frameLength(final int payloadLength) {
        return BitUtil.align(HEADER_LENGTH + payloadLength, ALIGNMENT);
    }

    /** Writes a whole frame and returns its length; the target must have room for it. */
    public static int write(final MutableDirectBuffer target, final int at, final long index,
            final long term, final int type, final DirectBuffer payload, final int offset,
            final int length) {
        final int frameLength = frameLength(length);
        target.putLong(at + frameLength - ALIGNMENT, 0L);   // the padding, before it is overlaid
        target.putLong(at + INDEX, index, LITTLE_ENDIAN);
        target.putLong(at + TERM, term, LITTLE_ENDIAN);
        target.putLong(at + TYPE, type & LOW_HALF, LITTLE_ENDIAN);
        target.putBytes(at + HEADER_LENGTH, payload, offset, length);
        final long crc = Crc32c.of(target, at + INDEX, HEADER_LENGTH - INDEX + length);
        target.putLong(at + LENGTH, crc << Integer.SIZE | length, LITTLE_ENDIAN);
        return frameLength;
    }

    /**
     * The length of the frame at {@code at} if it is whole, of a known type and undamaged; else -1.
     * Never throws and never reads at or beyond {@code limit}, whatever the bytes say.
     */
    public static int check(final DirectBuffer buffer, final int at, final int limit) {
        if (at < 0 || limit > buffer.capacity() || limit - at < HEADER_LENGTH) {
            return -1;
        }
        final long head = buffer.getLong(at + LENGTH, LITTLE_ENDIAN);
        final int length = (int) head;
        if (length < 0 || length > limit - at - HEADER_LENGTH) {
            return -1;
        }
        final int frameLength = frameLength(length);
        final boolean isSound = frameLength <= limit - at
                && EntryType.isKnown(type(buffer, at))
                && (int) (head >>> Integer.SIZE)
                        == Crc32c.of(buffer, at + INDEX, HEADER_LENGTH - INDEX + length);
        return isSound ? frameLength : -1;
    }

    /** Bytes of the frame at {@code at}, padding included; it must have passed {@link #check}. */
    public static int frameLengthAt(final DirectBuffer buffer, final int at) {
        return frameLength(payloadLength(buffer, at));
    }

    /** Bytes of the payload. */
    public static int payloadLength(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + LENGTH, LITTLE_ENDIAN);
    }

    /** The checksum that the frame carries. */
    public static int crc(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + CRC, LITTLE_ENDIAN);
    }

    /** The entry's index. */
    public static long index(final DirectBuffer buffer, final int at) {
        return buffer.getLong(at + INDEX, LITTLE_ENDIAN);
    }

    /** The term in which a leader appended the entry. */
    public static long term(final DirectBuffer buffer, final int at) {
        return buffer.getLong(at + TERM, LITTLE_ENDIAN);
    }

    /** One of {@link EntryType}. */
    public static int type(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + TYPE, LITTLE_ENDIAN);
    }
}
