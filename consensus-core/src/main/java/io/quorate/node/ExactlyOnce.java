package io.quorate.node;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.session.SessionTable;
import io.quorate.session.Verdict;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Applies the entries of sessions: a command reaches the state machine once, whatever its client
 * had to do to have it agreed, and every repetition is answered as the first was (thesis §6.3).
 */
final class ExactlyOnce {
    /** Bytes of the reply to a session's opening: its timeout in milliseconds, its window. */
    static final int OPENED_LENGTH = 12;

    /** The way to the state machine. */
    @FunctionalInterface
    interface Machine {
        /** Executes a command; returns how many bytes of the reply it wrote. */
        int execute(long index, DirectBuffer buffer, int offset, int length);
    }

    private final SessionTable table;
    private final Machine machine;
    private final MutableDirectBuffer reply;
    private Outcome outcome;
    private long answerIndex;

    ExactlyOnce(final SessionTable table, final Machine machine,
            final MutableDirectBuffer reply) {
        this.table = table;
        this.machine = machine;
        this.reply = reply;
    }

    /** Applies an entry and returns the length of its reply; how it ended is told after. */
    int apply(final long index, final int type, final DirectBuffer payload, final int at,
            final int length) {
        if (!SessionEntry.isWhole(type, length)) {
            throw new IllegalStateException("entry " + index + " of type " + type + " has only "
                    + length + " bytes: no leader of this version wrote it");
        }
        final Verdict verdict = table.apply(index, type, payload, at);
        outcome = outcome(verdict);
        answerIndex = verdict == Verdict.REPEAT ? table.repeatedIndex()
                : outcome == Outcome.COMMITTED ? index : 0;
        return switch (verdict) {
            case EXECUTE -> execute(index, payload, at, length);
            case REPEAT -> table.repeat(reply);
            case DONE -> type == EntryType.SESSION_OPEN ? opened() : 0;
            default -> 0;
        };
    }

    private static Outcome outcome(final Verdict verdict) {
        return switch (verdict) {
            case EXECUTE, REPEAT, DONE -> Outcome.COMMITTED;
            case EXPIRED -> Outcome.SESSION_EXPIRED;
            case OUT_OF_SEQUENCE -> Outcome.OUT_OF_SEQUENCE;
            case FULL -> Outcome.SESSIONS_FULL;
        };
    }

    private int execute(final long index, final DirectBuffer payload, final int at,
            final int length) {
        final int replied = machine.execute(index, payload, at + SessionEntry.HEAD_LENGTH,
                length - SessionEntry.HEAD_LENGTH);
        table.executed(index, reply, replied);
        return replied;
    }

    private int opened() {
        reply.putLong(0, table.timeoutMs(), LITTLE_ENDIAN);
        reply.putInt(Long.BYTES, table.window(), LITTLE_ENDIAN);
        return OPENED_LENGTH;
    }

    /** Where the reply lies, from 0 on. */
    DirectBuffer reply() {
        return reply;
    }

    /** What became of the entry that was applied last. */
    Outcome outcome() {
        return outcome;
    }

    /** Where its command was executed, or its session opened; 0 if that did not happen. */
    long answerIndex() {
        return answerIndex;
    }
}
