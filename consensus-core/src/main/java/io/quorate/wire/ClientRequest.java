package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * What a client wants, and what a member that does not lead forwards for it (thesis §6).
 * <pre>
 *  0                32               40       44       48               56               64
 *  +----------------+----------------+--------+--------+----------------+----------------+
 *  |     header     |      term      |  kind  | level  |  correlation   |    session     |
 *  +----------------+----------------+--------+--------+----------------+----------------+
 *  |      seq       |firstOutstanding| bodyCrc|   0    |  command, query, argument ...
 *  +----------------+----------------+--------+--------+ 88
 * </pre>
 * {@code correlation} is the sender's own and repeated by the {@link ClientReply}. A command of
 * session 0 is executed as often as it is agreed; one of a session exactly once. What is forwarded
 * names the term of the leader that it is meant for, and its numbers rise, so that a leader takes
 * none twice though a network may say it twice; a client's own word is of term 0.
 */
public final class ClientRequest extends Message {
    /** Begins a session. */
    public static final int OPEN_SESSION = 1;
    /** Has a command executed. */
    public static final int COMMAND = 2;
    /** Asks the state machine, at {@link #level}. */
    public static final int READ = 3;
    /** Lets a session live on. */
    public static final int KEEP_ALIVE = 4;
    /** Ends a session. */
    public static final int CLOSE_SESSION = 5;
    /** Asks how the member is. */
    public static final int STATUS = 6;
    /** Asks for other members. */
    public static final int CHANGE = 7;
    /** Asks for another leader. */
    public static final int TRANSFER = 8;
    /** Asks for a snapshot. */
    public static final int SNAPSHOT = 9;
    /** Says where a client's replies go; it stays between the client and one member. */
    public static final int CONNECT = 10;
    /** Asks who the members are. */
    public static final int MEMBERS = 11;
    /** Has a {@link CommandRun} executed, one command after the other. */
    public static final int COMMANDS = 12;

    static final int LENGTH_FIXED = 88;
    private static final int KIND = 40;
    private static final int LEVEL = 44;
    private static final int CORRELATION = 48;
    private static final int SESSION = 56;
    private static final int SEQ = 64;
    private static final int FIRST_OUTSTANDING = 72;
    private static final int BODY_CRC = 80;

    /** A flyweight to be wrapped round a frame. */
    public ClientRequest() {
        super(MessageType.CLIENT_REQUEST, LENGTH_FIXED);
    }

    /** A message with a buffer of its own. */
    public static ClientRequest allocated() {
        final ClientRequest message = new ClientRequest();
        message.allocate();
        return message;
    }

    /** Whether the body is whole, the kind known and no number negative; before any other use. */
    public boolean isSound() {
        return kind() >= OPEN_SESSION && kind() <= COMMANDS && level() >= 0
                && session() >= 0 && seq() >= 0 && firstOutstanding() >= 0
                && buffer().getInt(BODY_CRC, LITTLE_ENDIAN)
                        == Crc32c.of(buffer(), LENGTH_FIXED, bodyLength())
                && (kind() != COMMANDS
                        || CommandRun.isWhole(buffer(), LENGTH_FIXED, bodyLength()));
    }

    /** Whether what came off the wire, sound or not, would be a request of that kind. */
    public static boolean looksLike(final int kind, final DirectBuffer frame, final int offset,
            final int length) {
        return length >= LENGTH_FIXED && frame.getInt(offset + KIND, LITTLE_ENDIAN) == kind;
    }

    /** What is wanted: {@link #OPEN_SESSION} and so on. */
    public int kind() {
        return buffer().getInt(KIND, LITTLE_ENDIAN);
    }

    /** How fresh a read must be. */
    public int level() {
        return buffer().getInt(LEVEL, LITTLE_ENDIAN);
    }

    /** The sender's own number for this. */
    public long correlation() {
        return getLong(CORRELATION);
    }

    /** The session; 0 for none. */
    public long session() {
        return getLong(SESSION);
    }

    /** The command's number within its session, from 1 on. */
    public long seq() {
        return getLong(SEQ);
    }

    /** The session's lowest number whose answer the client has not got yet. */
    public long firstOutstanding() {
        return getLong(FIRST_OUTSTANDING);
    }

    /** Where the body begins in {@link #buffer}. */
    public static int bodyOffset() {
        return LENGTH_FIXED;
    }

    /** Sets the term. */
    public ClientRequest term(final long term) {
        putTerm(term);
        return this;
    }

    /** Sets {@link #kind} and {@link #level}. */
    public ClientRequest kind(final int kind, final int level) {
        buffer().putInt(KIND, kind, LITTLE_ENDIAN);
        buffer().putInt(LEVEL, level, LITTLE_ENDIAN);
        return this;
    }

    /** Sets {@link #correlation}. */
    public ClientRequest correlation(final long correlation) {
        putLong(CORRELATION, correlation);
        return this;
    }

    /** Sets {@link #session}. */
    public ClientRequest session(final long session) {
        putLong(SESSION, session);
        return this;
    }

    /** Sets {@link #seq} and {@link #firstOutstanding}. */
    public ClientRequest seq(final long seq, final long firstOutstanding) {
        putLong(SEQ, seq);
        putLong(FIRST_OUTSTANDING, firstOutstanding);
        return this;
    }

    /** Vouches for the body that this is sent with. */
    public ClientRequest body(final DirectBuffer body, final int offset, final int length) {
        buffer().putInt(BODY_CRC, Crc32c.of(body, offset, length), LITTLE_ENDIAN);
        return this;
    }
}
