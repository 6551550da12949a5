package io.quorate.node;

import io.quorate.wire.ClientRequest;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What a client wants, as it lies in a node's memory on its way to the log: in such a way that a
 * session's entry is there as it will lie in the log, and is appended without a copy.
 * <pre>
 *  0                8        12       16                                 48
 *  +----------------+--------+--------+----------------------------------+---------------
 *  |  slot          |  kind  | level  |  head of a {@link SessionEntry}         |  command ...
 *  +----------------+--------+--------+----------------------------------+---------------
 * </pre>
 */
final class Order {
    static final int HEAD_LENGTH = 48;
    private static final int KIND = 8;
    private static final int LEVEL = 12;
    private static final int ENTRY = 16;

    private Order() {
    }

    static void writePlain(final MutableDirectBuffer target, final int at, final long slot) {
        writeHead(target, at, slot, ClientRequest.COMMAND, 0);
        SessionEntry.write(target, at + ENTRY, 0, 0, 0);
    }

    static void writeRead(final MutableDirectBuffer target, final int at, final long slot,
            final ReadLevel level) {
        writeHead(target, at, slot, ClientRequest.READ, level.code());
    }

    static void write(final MutableDirectBuffer target, final int at, final long slot,
            final ClientRequest request) {
        write(target, at, slot, request, request.kind(), request.seq());
    }

    /** Of a request that has a session, and several commands of that kind. */
    static void write(final MutableDirectBuffer target, final int at, final long slot,
            final ClientRequest request, final int kind, final long seq) {
        writeHead(target, at, slot, kind, request.level());
        SessionEntry.write(target, at + ENTRY, request.session(), seq,
                request.firstOutstanding());
    }

    private static void writeHead(final MutableDirectBuffer target, final int at,
            final long slot, final int kind, final int level) {
        target.putLong(at, slot);
        target.putInt(at + KIND, kind);
        target.putInt(at + LEVEL, level);
    }

    /** Bytes that a request brings with it; one to open a session brings room for its limits. */
    static int bodyLength(final int kind, final int length) {
        return kind == ClientRequest.OPEN_SESSION
                ? SessionEntry.OPEN_LENGTH - SessionEntry.HEAD_LENGTH : length;
    }

    static int longestBody(final int maxCommandLength) {
        return Math.max(maxCommandLength, bodyLength(ClientRequest.OPEN_SESSION, 0));
    }

    static long slot(final MutableDirectBuffer buffer, final int at) {
        return buffer.getLong(at);
    }

    static int kind(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at + KIND);
    }

    /** Whether it may be refused for want of room: sessions must be let live, and questions. */
    static boolean isRefusable(final MutableDirectBuffer buffer, final int at) {
        final int kind = kind(buffer, at);
        return kind == ClientRequest.COMMAND || kind == ClientRequest.READ;
    }

    static int level(final MutableDirectBuffer buffer, final int at) {
        return buffer.getInt(at + LEVEL);
    }

    /** Where the session's entry begins. */
    static int entry(final int at) {
        return at + ENTRY;
    }

    /** The type of the entry that a request becomes; 0 if it becomes none. */
    static int entryType(final MutableDirectBuffer buffer, final int at) {
        return switch (kind(buffer, at)) {
            case ClientRequest.COMMAND -> SessionEntry.session(buffer, at + ENTRY) == 0
                    ? EntryType.COMMAND : EntryType.SESSION_COMMAND;
            case ClientRequest.OPEN_SESSION -> EntryType.SESSION_OPEN;
            case ClientRequest.KEEP_ALIVE -> EntryType.SESSION_KEEP_ALIVE;
            case ClientRequest.CLOSE_SESSION -> EntryType.SESSION_CLOSE;
            default -> 0;
        };
    }
}
