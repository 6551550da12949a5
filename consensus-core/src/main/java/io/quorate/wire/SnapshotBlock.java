package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A piece of a snapshot: the same bytes on disk and on the wire, each with its own checksum.
 * <pre>
 *  0        4        8        12       16
 *  +--------+--------+--------+--------+-----------------
 *  | length | crc32c |section |sequence|  body ...
 *  +--------+--------+--------+--------+-----------------
 *
 *  BEGIN  CONFIGURATION  SESSIONS ...  MACHINE ...  END
 * </pre>
 * {@code length} counts the body alone; the checksum covers everything from the section on; the
 * sequence counts blocks from 0. The bodies:
 * <pre>
 *  BEGIN           | format | cluster id | last index | last term | configuration index |   8 each
 *  CONFIGURATION   as the configuration encodes itself
 *  SESSIONS        | length | record | length | record ...                   lengths of 4 bytes
 *  MACHINE         the same
 *  END             | bytes of all blocks, itself included | digest |                        8 each
 * </pre>
 * Without its END a snapshot is not whole. Static: no state, any thread.
 */
public final class SnapshotBlock {
    /** Bytes before the body. */
    public static final int HEADER_LENGTH = 16;
    /** The longest body, in bytes. */
    public static final int MAX_BODY_LENGTH = 32 << 20;
    /** The format that this build writes and reads. */
    public static final long FORMAT = 1;
    /** Whose snapshot it is, and of which entry. */
    public static final int BEGIN = 1;
    /** Who the members were as of that entry. */
    public static final int CONFIGURATION = 2;
    /** Records of the table of sessions. */
    public static final int SESSIONS = 3;
    /** Records of the state machine. */
    public static final int MACHINE = 4;
    /** Says that nothing is missing. */
    public static final int END = 5;

    static final int BEGIN_LENGTH = 40;
    static final int END_LENGTH = 16;

    private static final int LENGTH = 0;
    private static final int CRC = 4;
    private static final int SECTION = 8;
    private static final int SEQUENCE = 12;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private SnapshotBlock() {
    }

    /** Writes the header round a body that is in its place. */
    static void seal(final MutableDirectBuffer buffer, final int at, final int section,
            final int sequence, final int bodyLength) {
        buffer.putInt(at + LENGTH, bodyLength, LITTLE_ENDIAN);
        buffer.putInt(at + SECTION, section, LITTLE_ENDIAN);
        buffer.putInt(at + SEQUENCE, sequence, LITTLE_ENDIAN);
        buffer.putInt(at + CRC,
                Crc32c.of(buffer, at + SECTION, HEADER_LENGTH - SECTION + bodyLength),
                LITTLE_ENDIAN);
    }

    /** Bytes of the body, as the header says. */
    public static int bodyLength(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + LENGTH, LITTLE_ENDIAN);
    }

    /** What kind of block it is. */
    public static int section(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + SECTION, LITTLE_ENDIAN);
    }

    static int sequence(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + SEQUENCE, LITTLE_ENDIAN);
    }

    static int crc(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + CRC, LITTLE_ENDIAN);
    }

    /** The checksum's state after the header. */
    static int beginCrc(final DirectBuffer buffer, final int at) {
        return Crc32c.proceed(Crc32c.begin(), buffer, at + SECTION, HEADER_LENGTH - SECTION);
    }

    /** The digest of all blocks so far and one more of that checksum. */
    static long mix(final long digest, final int crc) {
        return (digest ^ crc) * MIX;
    }

    /** Whether a whole, undamaged block lies there, of which nothing is at or beyond a limit. */
    public static boolean isSound(final DirectBuffer buffer, final int at, final int limit) {
        if (limit - at < HEADER_LENGTH || limit > buffer.capacity()) {
            return false;
        }
        final int length = bodyLength(buffer, at);
        return length >= 0 && length <= limit - at - HEADER_LENGTH && crc(buffer, at)
                == Crc32c.of(buffer, at + SECTION, HEADER_LENGTH - SECTION + length);
    }
}
