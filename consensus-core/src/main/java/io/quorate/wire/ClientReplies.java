package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What a client hears: answers to its {@link ClientRequest}s, as many as one duty cycle had for it.
 * <pre>
 *  0                32       36       40
 *  +----------------+--------+--------+------------------+------------------+----
 *  |     header     |bodyCrc |   0    |      record      |      record      | ...
 *  +----------------+--------+--------+------------------+------------------+----
 * </pre>
 * A record is a {@link ClientReply} without its first {@value #LENGTH_FIXED} bytes, with the length
 * of its body in the place of the checksum, and padding up to 8 bytes; it is read as one.
 */
public final class ClientReplies extends Message {
    static final int LENGTH_FIXED = 40;
    private static final int BODY_CRC = 32;
    private static final int ALIGNMENT = 8;
    private static final int HEAD_LENGTH = ClientReply.LENGTH_FIXED - LENGTH_FIXED;
    private static final int BODY_LENGTH = 24;               // within a record

    /** A flyweight to be wrapped round a frame. */
    public ClientReplies() {
        super(MessageType.CLIENT_REPLIES, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static ClientReplies allocated() {
        final ClientReplies message = new ClientReplies();
        message.allocate();
        return message;
    }

    /** Whether whole records, one at least, are all of the body; before any other use. */
    public boolean isSound() {
        return buffer().getInt(BODY_CRC, LITTLE_ENDIAN)
                == Crc32c.of(buffer(), LENGTH_FIXED, bodyLength()) && isWhole();
    }

    private boolean isWhole() {
        int left = bodyLength();
        while (left >= HEAD_LENGTH) {
            final int at = buffer().capacity() - left;
            final int length = buffer().getInt(at + BODY_LENGTH, LITTLE_ENDIAN);
            if (length < 0 || length > left - HEAD_LENGTH || !ClientReply.isSound(buffer(), at)) {
                return false;
            }
            left -= lengthOf(length);
        }
        return left == 0 && bodyLength() > 0;
    }

    /** Bytes that an answer with a reply of so many takes. */
    public static int lengthOf(final int replyLength) {
        return BitUtil.align(HEAD_LENGTH + replyLength, ALIGNMENT);
    }

    /** Writes an answer at a place of a body that {@link #lengthOf} fits into. */
    public static void write(final MutableDirectBuffer body, final int at, final int outcome,
            final int leaderId, final long correlation, final long index,
            final DirectBuffer reply, final int length) {
        ClientReply.write(body, at, outcome, leaderId, correlation, index);
        body.putLong(at + BODY_LENGTH, length, LITTLE_ENDIAN);
        body.putBytes(at + HEAD_LENGTH, reply, 0, length);
    }

    /** Vouches for the records that this is sent with. */
    public void body(final DirectBuffer body, final int length) {
        buffer().putInt(BODY_CRC, Crc32c.of(body, 0, length), LITTLE_ENDIAN);
    }

    /** The place of the first record. */
    public int first() {
        return LENGTH_FIXED;
    }

    /** The place after that one; the last record ends where the frame does. */
    public int next(final int at) {
        return at + lengthOf(buffer().getInt(at + BODY_LENGTH, LITTLE_ENDIAN));
    }

    /** Whether there is a record at that place. */
    public boolean has(final int at) {
        return at < buffer().capacity();
    }

    /** Reads the record of that place as the reply that it is. */
    public void read(final int at, final ClientReply reply) {
        reply.wrap(buffer(), at - LENGTH_FIXED, ClientReply.LENGTH_FIXED
                + buffer().getInt(at + BODY_LENGTH, LITTLE_ENDIAN));
    }
}
