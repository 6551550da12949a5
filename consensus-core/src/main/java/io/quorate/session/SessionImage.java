package io.quorate.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * How a table lies in a snapshot: its sessions from the one heard longest ago to the newest, each
 * with its answers from the lowest number to the highest.
 * <pre>
 *  0                8                16       20       24       28
 *  +----------------+----------------+--------+--------+--------+-----------------------
 *  |     nowMs      |   timeoutMs    |  max   | window |sessions|  session ...
 *  +----------------+----------------+--------+--------+--------+-----------------------
 *  |       id       |    heardMs     |     first       |     newest     |answers| answer ...
 *  +----------------+----------------+--------+--------+--------+-------+---------------
 *  |      seq       |     index      | length |  bytes ...
 *  +----------------+----------------+--------+-----------------------------------------
 * </pre>
 */
final class SessionImage {
    static final int NOW_MS = 0;
    static final int TIMEOUT_MS = 8;
    static final int MAX = 16;
    static final int WINDOW = 20;
    private static final int SESSIONS = 24;
    private static final int HEAD_LENGTH = 28;
    private static final int SESSION_LENGTH = 36;
    private static final int ANSWER_LENGTH = 20;

    private SessionImage() {
    }

    static int write(final Roster roster, final Answers answers,
            final MutableDirectBuffer target) {
        target.putInt(SESSIONS, roster.size(), LITTLE_ENDIAN);
        int at = HEAD_LENGTH;
        for (int slot = roster.oldest(); slot != Roster.NONE; slot = roster.newerThan(slot)) {
            target.putLong(at, roster.id(slot), LITTLE_ENDIAN);
            target.putLong(at + 8, roster.heardMs(slot), LITTLE_ENDIAN);
            target.putLong(at + 16, roster.first(slot), LITTLE_ENDIAN);
            target.putLong(at + 24, roster.newest(slot), LITTLE_ENDIAN);
            at = writeAnswers(answers, slot, target, at);
        }
        return at;
    }

    private static int writeAnswers(final Answers answers, final int slot,
            final MutableDirectBuffer target, final int session) {
        int at = session + SESSION_LENGTH;
        int count = 0;
        for (int a = answers.head(slot); a != Answers.NONE; a = answers.next(a)) {
            target.putLong(at, answers.seq(a), LITTLE_ENDIAN);
            target.putLong(at + 8, answers.index(a), LITTLE_ENDIAN);
            target.putInt(at + 16, answers.length(a), LITTLE_ENDIAN);
            answers.copyTo(a, target, at + ANSWER_LENGTH);
            at += ANSWER_LENGTH + answers.length(a);
            count++;
        }
        target.putInt(session + SESSION_LENGTH - 4, count, LITTLE_ENDIAN);
        return at;
    }

    static void read(final Roster roster, final Answers answers, final DirectBuffer source,
            final int offset) {
        int at = offset + HEAD_LENGTH;
        for (int i = source.getInt(offset + SESSIONS, LITTLE_ENDIAN); i > 0; i--) {
            final int slot = roster.add(source.getLong(at, LITTLE_ENDIAN),
                    source.getLong(at + 8, LITTLE_ENDIAN));
            answers.ensureCapacity(roster.capacity());
            roster.first(slot, source.getLong(at + 16, LITTLE_ENDIAN));
            roster.newest(slot, source.getLong(at + 24, LITTLE_ENDIAN));
            at = readAnswers(answers, slot, source, at);
        }
    }

    private static int readAnswers(final Answers answers, final int slot,
            final DirectBuffer source, final int session) {
        int at = session + SESSION_LENGTH;
        for (int i = source.getInt(at - 4, LITTLE_ENDIAN); i > 0; i--) {
            final int length = source.getInt(at + 16, LITTLE_ENDIAN);
            answers.append(slot, source.getLong(at, LITTLE_ENDIAN),
                    source.getLong(at + 8, LITTLE_ENDIAN), source, at + ANSWER_LENGTH, length);
            at += ANSWER_LENGTH + length;
        }
        return at;
    }
}
