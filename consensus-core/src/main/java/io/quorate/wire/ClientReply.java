package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The one answer to a {@link ClientRequest} that a member has forwarded, and, within
 * {@link ClientReplies}, to a client's own.
 * <pre>
 *  0                32               40       44       48               56               64
 *  +----------------+----------------+--------+--------+----------------+----------------+
 *  |     header     |       0        |outcome |leaderId|  correlation   |     index      |
 *  +--------+-------+----------------+--------+--------+----------------+----------------+
 *  | bodyCrc|   0   |  the reply or, in a refusal for want of office, the leader's address
 *  +--------+-------+ 72
 * </pre>
 */
public final class ClientReply extends Message {
    static final int LENGTH_FIXED = 72;
    private static final int OUTCOME = 40;
    private static final int LEADER_ID = 44;
    private static final int CORRELATION = 48;
    private static final int INDEX = 56;
    private static final int BODY_CRC = 64;

    /** A flyweight to be wrapped round a frame. */
    public ClientReply() {
        super(MessageType.CLIENT_REPLY, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static ClientReply allocated() {
        final ClientReply message = new ClientReply();
        message.allocate();
        return message;
    }

    /** Whether the body is whole; before any other use. */
    public boolean isSound() {
        return outcome() > 0 && leaderId() >= 0 && buffer().getInt(BODY_CRC, LITTLE_ENDIAN)
                == Crc32c.of(buffer(), LENGTH_FIXED, bodyLength());
    }

    /** The same for what is no frame, but a record of {@link ClientReplies}. */
    static boolean isSound(final DirectBuffer records, final int at) {
        return records.getInt(at, LITTLE_ENDIAN) > 0
                && records.getInt(at + LEADER_ID - OUTCOME, LITTLE_ENDIAN) >= 0;
    }

    /** Writes such a record's first fields. */
    static void write(final MutableDirectBuffer records, final int at, final int outcome,
            final int leaderId, final long correlation, final long index) {
        records.putInt(at, outcome, LITTLE_ENDIAN);
        records.putInt(at + LEADER_ID - OUTCOME, leaderId, LITTLE_ENDIAN);
        records.putLong(at + CORRELATION - OUTCOME, correlation, LITTLE_ENDIAN);
        records.putLong(at + INDEX - OUTCOME, index, LITTLE_ENDIAN);
    }

    /** What became of the request, as a code of the node's outcomes; 1 or more. */
    public int outcome() {
        return buffer().getInt(OUTCOME, LITTLE_ENDIAN);
    }

    /** Who leads as far as the sender knows; 0 if it does not. */
    public int leaderId() {
        return buffer().getInt(LEADER_ID, LITTLE_ENDIAN);
    }

    /** What the request said. */
    public long correlation() {
        return getLong(CORRELATION);
    }

    /** Where the command lies in the log; a session's number; 0 if there is no such thing. */
    public long index() {
        return getLong(INDEX);
    }

    /** Where the body begins in {@link #buffer}. */
    public static int bodyOffset() {
        return LENGTH_FIXED;
    }

    /** Sets {@link #outcome} and {@link #leaderId}. */
    public ClientReply outcome(final int outcome, final int leaderId) {
        buffer().putInt(OUTCOME, outcome, LITTLE_ENDIAN);
        buffer().putInt(LEADER_ID, leaderId, LITTLE_ENDIAN);
        return this;
    }

    /** Sets {@link #correlation}. */
    public ClientReply correlation(final long correlation) {
        putLong(CORRELATION, correlation);
        return this;
    }

    /** Sets {@link #index}. */
    public ClientReply index(final long index) {
        putLong(INDEX, index);
        return this;
    }

    /** Vouches for the body that this is sent with. */
    public ClientReply body(final DirectBuffer body, final int offset, final int length) {
        buffer().putInt(BODY_CRC, Crc32c.of(body, offset, length), LITTLE_ENDIAN);
        return this;
    }
}
