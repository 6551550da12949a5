package io.quorate.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * How a table lies in a snapshot: its head, then its sessions from the one heard longest ago to the
 * newest, each followed by its answers from the lowest number to the highest.
 * <pre>
 *  0        4        8                16               24               32               40
 *  +--------+--------+----------------+----------------+----------------+----------------+
 *  | HEAD   |  max   | window |   0   |     nowMs      |   timeoutMs    |
 *  | SESSION|   0    |       id       |    heardMs     |     first      |     newest     |
 *  | ANSWER | length |      seq       |     index      |  bytes ...
 *  +--------+--------+----------------+----------------+---------------------------------
 * </pre>
 * A record holds whole items. The view is a copy: of 10,000 sessions with ten answers each it takes
 * some 6 MB and about as many milliseconds to make.
 */
final class SessionImage implements SnapshotView {
    static final int HEAD = 1;
    static final int SESSION = 2;
    static final int ANSWER = 3;
    static final int LENGTH = 4;
    static final int ANSWER_LENGTH = 24;
    private static final int HEAD_LENGTH = 32;
    private static final int SESSION_LENGTH = 40;
    private static final int RECORD_BYTES = 64 << 10;

    private final ExpandableDirectByteBuffer copy = new ExpandableDirectByteBuffer(4096);
    private final int length;
    private int at;

    SessionImage(final SessionTable table) {
        length = table.encode(copy);
    }

    @Override
    public boolean write(final SnapshotSink sink, final int maxBytes) {
        final int limit = at + Math.min(maxBytes, length);
        while (at < length && at < limit) {
            final int begin = at;
            while (at < length && at - begin < RECORD_BYTES) {
                at += lengthAt(copy, at);
            }
            sink.put(copy, begin, at - begin);
        }
        return at >= length;
    }

    @Override
    public void close() {
        at = length;
    }

    static int kindAt(final DirectBuffer image, final int item) {
        return image.getInt(item, LITTLE_ENDIAN);
    }

    static int lengthAt(final DirectBuffer image, final int item) {
        return switch (kindAt(image, item)) {
            case HEAD -> HEAD_LENGTH;
            case SESSION -> SESSION_LENGTH;
            default -> ANSWER_LENGTH + image.getInt(item + LENGTH, LITTLE_ENDIAN);
        };
    }

    // ---- written --------------------------------------------------------------------------------

    static int writeHead(final MutableDirectBuffer target, final SessionLimits limits,
            final long nowMs) {
        target.putInt(0, HEAD, LITTLE_ENDIAN);
        target.putInt(4, limits.maxSessions(), LITTLE_ENDIAN);
        target.putInt(8, limits.window(), LITTLE_ENDIAN);
        target.putInt(12, 0);
        target.putLong(16, nowMs, LITTLE_ENDIAN);
        target.putLong(24, limits.timeoutMs(), LITTLE_ENDIAN);
        return HEAD_LENGTH;
    }

    static int writeSessions(final Roster roster, final Answers answers,
            final MutableDirectBuffer target, final int begin) {
        int at = begin;
        for (int slot = roster.oldest(); slot != Roster.NONE; slot = roster.newerThan(slot)) {
            target.putInt(at, SESSION, LITTLE_ENDIAN);
            target.putInt(at + 4, 0);
            target.putLong(at + 8, roster.id(slot), LITTLE_ENDIAN);
            target.putLong(at + 16, roster.heardMs(slot), LITTLE_ENDIAN);
            target.putLong(at + 24, roster.first(slot), LITTLE_ENDIAN);
            target.putLong(at + 32, roster.newest(slot), LITTLE_ENDIAN);
            at = writeAnswers(answers, answers.first(slot, roster.first(slot)), target,
                    at + SESSION_LENGTH);
        }
        return at;
    }

    private static int writeAnswers(final Answers answers, final int first,
            final MutableDirectBuffer target, final int begin) {
        int at = begin;
        for (int a = first; a != Answers.NONE; a = answers.next(a)) {
            target.putInt(at, ANSWER, LITTLE_ENDIAN);
            target.putInt(at + LENGTH, answers.length(a), LITTLE_ENDIAN);
            target.putLong(at + 8, answers.seq(a), LITTLE_ENDIAN);
            target.putLong(at + 16, answers.index(a), LITTLE_ENDIAN);
            answers.copyTo(a, target, at + ANSWER_LENGTH);
            at += ANSWER_LENGTH + answers.length(a);
        }
        return at;
    }

    // ---- read -----------------------------------------------------------------------------------

    static SessionLimits limits(final DirectBuffer image, final int item) {
        return new SessionLimits(image.getInt(item + 4, LITTLE_ENDIAN),
                image.getInt(item + 8, LITTLE_ENDIAN), image.getLong(item + 24, LITTLE_ENDIAN));
    }

    static long nowMs(final DirectBuffer image, final int item) {
        return image.getLong(item + 16, LITTLE_ENDIAN);
    }

    /** Adds the session of an item, and returns its slot. */
    static int readSession(final Roster roster, final DirectBuffer image, final int item) {
        final int slot = roster.add(image.getLong(item + 8, LITTLE_ENDIAN),
                image.getLong(item + 16, LITTLE_ENDIAN));
        roster.first(slot, image.getLong(item + 24, LITTLE_ENDIAN));
        roster.newest(slot, image.getLong(item + 32, LITTLE_ENDIAN));
        return slot;
    }

    static void readAnswer(final Answers answers, final int slot, final DirectBuffer image,
            final int item) {
        answers.append(slot, image.getLong(item + 8, LITTLE_ENDIAN), 0,
                image.getLong(item + 16, LITTLE_ENDIAN), image, item + ANSWER_LENGTH,
                image.getInt(item + LENGTH, LITTLE_ENDIAN));
    }
}
