package io.quorate.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What the payload of a session's entry begins with. The stamp is the leader's wall clock: by it,
 * and by no clock of its own, each member lets sessions expire (thesis §6.3).
 * <pre>
 *  0                8                16               24               32
 *  +----------------+----------------+----------------+----------------+---------------
 *  |    stampMs     |    session     |      seq       |firstOutstanding|  command ...
 *  +----------------+----------------+----------------+----------------+---------------
 *
 *  SESSION_OPEN:                                      32       36       40             48
 *                                                     +--------+--------+---------------+
 *                                    the limits that  |  max   | window |   timeoutMs   |
 *                                    hold from now on +--------+--------+---------------+
 * </pre>
 * Limits travel with the entry, so that members with other settings still judge alike. Static: no
 * state, any thread.
 */
public final class SessionEntry {
    /** Bytes before the command. */
    public static final int HEAD_LENGTH = 32;
    /** Bytes of the whole payload that opens a session. */
    public static final int OPEN_LENGTH = 48;

    private static final int STAMP_MS = 0;
    private static final int SESSION = 8;
    private static final int SEQ = 16;
    private static final int FIRST_OUTSTANDING = 24;
    private static final int MAX = 32;
    private static final int WINDOW = 36;
    private static final int TIMEOUT_MS = 40;

    private SessionEntry() {
    }

    /** Whether an entry's type is one of a session's. */
    public static boolean isOne(final int type) {
        return type >= EntryType.SESSION_OPEN && type <= EntryType.SESSION_KEEP_ALIVE;
    }

    /** Whether a payload of that length can be one of that type. */
    public static boolean isWhole(final int type, final int length) {
        return length >= (type == EntryType.SESSION_OPEN ? OPEN_LENGTH : HEAD_LENGTH);
    }

    /** Writes the head but for its stamp. */
    public static void write(final MutableDirectBuffer target, final int at, final long session,
            final long seq, final long firstOutstanding) {
        target.putLong(at + SESSION, session, LITTLE_ENDIAN);
        target.putLong(at + SEQ, seq, LITTLE_ENDIAN);
        target.putLong(at + FIRST_OUTSTANDING, firstOutstanding, LITTLE_ENDIAN);
    }

    /** Writes the limits that come with a session's opening. */
    public static void writeLimits(final MutableDirectBuffer target, final int at, final int max,
            final int window, final long timeoutMs) {
        target.putInt(at + MAX, max, LITTLE_ENDIAN);
        target.putInt(at + WINDOW, window, LITTLE_ENDIAN);
        target.putLong(at + TIMEOUT_MS, timeoutMs, LITTLE_ENDIAN);
    }

    /** Writes the stamp, as the last thing before the entry joins the log. */
    public static void stamp(final MutableDirectBuffer target, final int at, final long stampMs) {
        target.putLong(at + STAMP_MS, stampMs, LITTLE_ENDIAN);
    }

    /** The leader's wall clock when it took this, in milliseconds of the epoch. */
    public static long stampMs(final DirectBuffer payload, final int at) {
        return payload.getLong(at + STAMP_MS, LITTLE_ENDIAN);
    }

    /** The session: the index of the entry that opened it. */
    public static long session(final DirectBuffer payload, final int at) {
        return payload.getLong(at + SESSION, LITTLE_ENDIAN);
    }

    /** The command's number within its session. */
    public static long seq(final DirectBuffer payload, final int at) {
        return payload.getLong(at + SEQ, LITTLE_ENDIAN);
    }

    /** The session's lowest number whose answer the client has not got yet. */
    public static long firstOutstanding(final DirectBuffer payload, final int at) {
        return payload.getLong(at + FIRST_OUTSTANDING, LITTLE_ENDIAN);
    }

    /** How many sessions there may be at a time. */
    public static int max(final DirectBuffer payload, final int at) {
        return payload.getInt(at + MAX, LITTLE_ENDIAN);
    }

    /** How many commands of a session may be unanswered at a time. */
    public static int window(final DirectBuffer payload, final int at) {
        return payload.getInt(at + WINDOW, LITTLE_ENDIAN);
    }

    /** The silence after which a session ends, in milliseconds. */
    public static long timeoutMs(final DirectBuffer payload, final int at) {
        return payload.getLong(at + TIMEOUT_MS, LITTLE_ENDIAN);
    }
}
