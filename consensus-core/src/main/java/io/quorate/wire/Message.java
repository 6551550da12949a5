package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What every message between members begins with: whose it is, what it is, and that it is whole.
 * <pre>
 *  0        4    5    6        8        12       16       20       24               32
 *  +--------+----+----+--------+--------+--------+--------+--------+----------------+----------
 *  | length | v  |type| flags  | group  |  from  | incarn.| crc32c |   cluster id   |  term ...
 *  +--------+----+----+--------+--------+--------+--------+--------+----------------+----------
 * </pre>
 * {@code length} counts the whole frame, a body included. {@code incarnation} grows each time the
 * sender's process starts, so that what an earlier life of it said can be told apart. The checksum
 * covers the header (but itself) and the message's fixed fields; entries in a body carry their own.
 * It guards against accident, not against attack.
 *
 * <p>A message is a flyweight: wrapped round what came off the wire and handed to the rule, or made
 * with a buffer of its own, filled and sent. Not thread safe.
 */
public abstract class Message {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 32;
    /** The wire format that this build speaks. */
    public static final byte VERSION = 1;

    static final int LENGTH = 0;
    static final int VERSION_AT = 4;
    static final int TYPE = 5;
    static final int FLAGS = 6;
    static final int GROUP = 8;
    static final int FROM = 12;
    static final int INCARNATION = 16;
    static final int CRC = 20;
    static final int CLUSTER_ID = 24;
    static final int TERM = 32;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final int type;
    private final int fixedLength;

    /** A flyweight for a type of message whose header and fixed fields take that many bytes. */
    protected Message(final int type, final int fixedLength) {
        this.type = type;
        this.fixedLength = fixedLength;
    }

    /** Why a frame was turned away before any of its fields was used. */
    public enum Verdict {
        /** Whole, of this version and of a known type: it may be wrapped. */
        SOUND,
        /** Shorter than its type, of an impossible length, or of an unknown type. */
        MALFORMED,
        /** Of a wire version which this build does not speak. */
        UNKNOWN_VERSION,
        /** Its checksum does not match. */
        CORRUPT,
        /** Of another cluster. */
        WRONG_CLUSTER
    }

    /**
     * Total check of a frame from outside: reads nothing beyond {@code length}, never throws, and
     * leaves nothing for {@link #wrap} or an accessor to trip over.
     *
     * @param clusterId the receiver's own
     */
    public static Verdict check(final DirectBuffer frame, final int offset, final int length,
            final long clusterId) {
        if (length < HEADER_LENGTH || offset < 0 || offset > frame.capacity() - length) {
            return Verdict.MALFORMED;
        }
        if (frame.getByte(offset + VERSION_AT) != VERSION) {
            return Verdict.UNKNOWN_VERSION;
        }
        final int fixedLength = MessageType.fixedLength(frame.getByte(offset + TYPE));
        if (fixedLength < 0 || length < fixedLength
                || frame.getInt(offset + LENGTH, LITTLE_ENDIAN) != length
                || length > fixedLength && !MessageType.hasBody(frame.getByte(offset + TYPE))) {
            return Verdict.MALFORMED;
        }
        if (frame.getInt(offset + CRC, LITTLE_ENDIAN) != checksum(frame, offset, fixedLength)) {
            return Verdict.CORRUPT;
        }
        return frame.getLong(offset + CLUSTER_ID, LITTLE_ENDIAN) == clusterId
                ? Verdict.SOUND : Verdict.WRONG_CLUSTER;
    }

    /** The type of a frame that {@link #check} found sound; one of {@link MessageType}. */
    public static int typeOf(final DirectBuffer frame, final int offset) {
        return frame.getByte(offset + TYPE);
    }

    private static int checksum(final DirectBuffer frame, final int offset, final int fixed) {
        return Crc32c.of(frame, offset, CRC, offset + CRC + 4, fixed - CRC - 4);
    }

    /** Reads a frame that {@link #check} found sound, in place. */
    public final void wrap(final DirectBuffer frame, final int offset, final int length) {
        buffer.wrap(frame, offset, length);
    }

    /** Gives the flyweight a zeroed buffer of its own, to be filled and sent again and again. */
    protected final void allocate() {
        buffer.wrap(new byte[fixedLength]);
        buffer.putByte(VERSION_AT, VERSION);
        buffer.putByte(TYPE, (byte) type);
    }

    /** Says who speaks; done once for a message that is sent, as it never changes. */
    public final void speaker(final long clusterId, final int from, final int incarnation) {
        buffer.putLong(CLUSTER_ID, clusterId, LITTLE_ENDIAN);
        buffer.putInt(FROM, from, LITTLE_ENDIAN);
        buffer.putInt(INCARNATION, incarnation, LITTLE_ENDIAN);
    }

    /** Closes a filled message: its whole length, with a body of so many bytes, and checksum. */
    public final void seal(final int bodyLength) {
        buffer.putInt(LENGTH, fixedLength + bodyLength, LITTLE_ENDIAN);
        buffer.putInt(CRC, checksum(buffer, 0, fixedLength), LITTLE_ENDIAN);
    }

    /** The header and fixed fields, as they are sent; {@link #fixedLength} bytes from 0 on. */
    public final MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of the header and the fixed fields. */
    public final int fixedLength() {
        return fixedLength;
    }

    /** Bytes that follow the fixed fields. */
    public final int bodyLength() {
        return buffer.capacity() - fixedLength;
    }

    /** One of {@link MessageType}. */
    public final int type() {
        return type;
    }

    /** The member that said this. */
    public final int from() {
        return buffer.getInt(FROM, LITTLE_ENDIAN);
    }

    /** How often that member's storage had been started when it said this. */
    public final int incarnation() {
        return buffer.getInt(INCARNATION, LITTLE_ENDIAN);
    }

    /** Whether this is a word of Raft itself, not one that a client says or hears. */
    public final boolean isOfRaft() {
        return type < MessageType.CLIENT_REQUEST;
    }

    /** The term that this is said in. */
    public final long term() {
        return getLong(TERM);
    }

    /** Sets the term that this is said in. */
    public final void putTerm(final long term) {
        putLong(TERM, term);
    }

    /** Whether a bit of the flags is set. */
    protected final boolean flag(final int bit) {
        return (flags() & bit) != 0;
    }

    /** All flags; 16 bits. */
    protected final int flags() {
        return buffer.getShort(FLAGS, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Sets all flags. */
    protected final void putFlags(final int flags) {
        buffer.putShort(FLAGS, (short) flags, LITTLE_ENDIAN);
    }

    /** Sets or clears a bit of the flags. */
    protected final void putFlag(final int bit, final boolean on) {
        putFlags(on ? flags() | bit : flags() & ~bit);
    }

    /** Reads a fixed field. */
    protected final long getLong(final int at) {
        return buffer.getLong(at, LITTLE_ENDIAN);
    }

    /** Writes a fixed field. */
    protected final void putLong(final int at, final long value) {
        buffer.putLong(at, value, LITTLE_ENDIAN);
    }
}
