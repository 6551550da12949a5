package io.quorate.session;

import io.quorate.port.SnapshotPart;
import io.quorate.port.SnapshotView;
import io.quorate.wire.Crc32c;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Which client's command is new, which is a repetition, and which must not be executed any more
 * (thesis §6.3). Told of every session entry in the order of the log, and of nothing else:
 * <pre>
 *   freed  │  kept, to be asked for again  │  next  │  refused
 *   ───────┼───────────────────────────────┼────────┼───────────►  numbers of one session
 *    firstOutstanding                  newest + 1
 * </pre>
 * A session's commands are executed in the order of their numbers; one that comes too early is
 * refused, and its client sends it again in its place. Time is the highest stamp that the log has
 * shown; a session ends once that is {@code timeoutMs} past the last word of its client. An answer
 * that is freed makes room for the next one of its session; what is left of those goes back to all
 * with a word of the client that is no command, or after {@value #COMMANDS_PER_CLEARANCE} commands.
 *
 * <p>One thread owns it. It takes 64 bytes for each session that it was made for (those of the
 * roster and of its chains), and 64 bytes for each answer of up to 32 bytes that is kept. Allocates
 * only for more sessions or more kept answers than ever before.
 */
public final class SessionTable implements SnapshotPart {
    private static final int COMMANDS_PER_CLEARANCE = 1024;

    private final Roster roster;
    private final Answers answers;
    private long nowMs = Long.MIN_VALUE;
    private int maxSessions;
    private int window;
    private long timeoutMs;
    private int slot;                    // of the entry that was applied last
    private long seq;
    private int answer;

    /** An empty table with room for as many sessions as these limits allow. */
    public SessionTable(final SessionLimits limits) {
        roster = new Roster(limits.maxSessions());
        answers = new Answers(roster.capacity());
        maxSessions = limits.maxSessions();
        window = limits.window();
        timeoutMs = limits.timeoutMs();
    }

    /**
     * Applies an entry of a session.
     *
     * @param type one that {@link SessionEntry#isOne}, {@link SessionEntry#isWhole whole}
     * @return after {@link Verdict#EXECUTE}, {@link #executed} must follow
     */
    public Verdict apply(final long index, final int type, final DirectBuffer payload,
            final int at) {
        nowMs = Math.max(nowMs, SessionEntry.stampMs(payload, at));
        if (type == EntryType.SESSION_OPEN) {
            limit(payload, at);
            expire();
            return open(index);
        }
        expire();
        slot = roster.find(SessionEntry.session(payload, at));
        if (slot == Roster.NONE) {
            return Verdict.EXPIRED;
        }
        if (type == EntryType.SESSION_CLOSE) {
            remove(slot);
            return Verdict.DONE;
        }
        roster.touch(slot, nowMs);
        roster.first(slot, Math.max(roster.first(slot),
                SessionEntry.firstOutstanding(payload, at)));
        if (type == EntryType.SESSION_COMMAND) {
            return judge(SessionEntry.seq(payload, at));
        }
        answers.freeBelow(slot, roster.first(slot));
        return Verdict.DONE;
    }

    private void limit(final DirectBuffer payload, final int at) {
        final int max = SessionEntry.max(payload, at);
        final int newWindow = SessionEntry.window(payload, at);
        final long newTimeoutMs = SessionEntry.timeoutMs(payload, at);
        if (SessionLimits.areSound(max, newWindow, newTimeoutMs)) {
            maxSessions = max;
            window = newWindow;
            timeoutMs = newTimeoutMs;
        }
    }

    private void expire() {
        for (int old = roster.oldest(); old != Roster.NONE
                && nowMs - roster.heardMs(old) >= timeoutMs; old = roster.oldest()) {
            remove(old);
        }
    }

    private void remove(final int session) {
        answers.clear(session);
        roster.remove(session);
    }

    private Verdict open(final long index) {
        if (roster.size() >= maxSessions) {
            return Verdict.FULL;
        }
        slot = roster.add(index, nowMs);
        answers.ensureCapacity(roster.capacity());
        return Verdict.DONE;
    }

    /** Numbers that the client has settled without us are passed over, never executed. */
    private Verdict judge(final long number) {
        final long first = roster.first(slot);
        final long next = Math.max(roster.newest(slot) + 1, first);
        if (number < first || number > next || number - first >= window) {
            return Verdict.OUT_OF_SEQUENCE;
        }
        if (number < next) {
            answer = answers.find(slot, number);
            return Verdict.REPEAT;
        }
        seq = number;
        return Verdict.EXECUTE;
    }

    /** The entry was executed at that index; keeps the reply's first bytes as its answer. */
    public void executed(final long index, final DirectBuffer reply, final int length) {
        final long settled = roster.first(slot);
        roster.newest(slot, seq);
        answers.append(slot, seq, settled, index, reply, 0, length);
        if (seq % COMMANDS_PER_CLEARANCE == 0) {
            answers.freeBelow(slot, settled);
        }
    }

    /** After {@link Verdict#REPEAT}: where the command was executed. */
    public long repeatedIndex() {
        return answers.index(answer);
    }

    /** After {@link Verdict#REPEAT}: copies the answer that was kept, and returns its length. */
    public int repeat(final MutableDirectBuffer reply) {
        answers.copyTo(answer, reply, 0);
        return answers.length(answer);
    }

    /** How many sessions are open. */
    public int size() {
        return roster.size();
    }

    /** The newest time that the log has shown, in milliseconds of the epoch. */
    public long nowMs() {
        return nowMs;
    }

    /** How many commands of a session may be unanswered at a time. */
    public int window() {
        return window;
    }

    /** The silence after which a session ends, in milliseconds. */
    public long timeoutMs() {
        return timeoutMs;
    }

    /** Bytes of memory in use, on and off the heap. */
    public long bytes() {
        return roster.bytes() + answers.bytes();
    }

    // ---- for a snapshot -------------------------------------------------------------------------

    @Override
    public SnapshotView snapshot() {
        return new SessionImage(this);
    }

    /** Writes all of it, as {@link SessionImage} draws it; returns how many bytes from 0 on. */
    int encode(final MutableDirectBuffer target) {
        final int head = SessionImage.writeHead(target,
                new SessionLimits(maxSessions, window, timeoutMs), nowMs);
        return SessionImage.writeSessions(roster, answers, target, head);
    }

    @Override
    public void beginRestore() {
        while (roster.oldest() != Roster.NONE) {
            remove(roster.oldest());
        }
        nowMs = Long.MIN_VALUE;
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        for (int at = offset; at < offset + length; at += SessionImage.lengthAt(record, at)) {
            switch (SessionImage.kindAt(record, at)) {
                case SessionImage.HEAD -> restoreHead(record, at);
                case SessionImage.SESSION -> {
                    slot = SessionImage.readSession(roster, record, at);
                    answers.ensureCapacity(roster.capacity());
                }
                case SessionImage.ANSWER -> SessionImage.readAnswer(answers, slot, record, at);
                default -> throw new IllegalStateException("a snapshot of sessions has an item of"
                        + " unknown kind " + SessionImage.kindAt(record, at));
            }
        }
    }

    private void restoreHead(final DirectBuffer record, final int at) {
        final SessionLimits limits = SessionImage.limits(record, at);
        nowMs = SessionImage.nowMs(record, at);
        maxSessions = limits.maxSessions();
        window = limits.window();
        timeoutMs = limits.timeoutMs();
    }

    /** The same on all members that have applied the same entries. Allocates. */
    public int hash() {
        final ExpandableArrayBuffer all = new ExpandableArrayBuffer();
        return Crc32c.of(all, 0, encode(all));
    }
}
