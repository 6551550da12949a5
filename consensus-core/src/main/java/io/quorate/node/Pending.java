package io.quorate.node;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Who waits for which entry: a ring of arrays by index, from what is applied to what was taken.
 * <pre>
 *        appliedIndex          commitIndex             lastTaken
 *   ──────────┼─────────────────────┼──────────────────────┼──────────
 *             │  will be answered   │  answered if this    │
 *             │  when applied       │  node keeps leading  │
 * </pre>
 * An entry is answered as committed only if this node appended it in that entry's very term.
 */
final class Pending {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Raft raft;
    private final Desk desk;
    private final NodeCounters counters;
    private final long[] tokens;                 // 0 where nobody waits
    private final long[] terms;
    private final int mask;
    private long answeredIndex;                  // nobody waits for it, or for any before it
    private long lastTaken;
    private long termTaken;

    /** Room for so many entries that are in the log and not yet applied. */
    Pending(final Raft raft, final Desk desk, final NodeCounters counters,
            final int maxUnapplied) {
        this.raft = raft;
        this.desk = desk;
        this.counters = counters;
        final int capacity = BitUtil.findNextPositivePowerOfTwo(maxUnapplied);
        tokens = new long[capacity];
        terms = new long[capacity];
        mask = capacity - 1;
        answeredIndex = raft.commitIndex();
        lastTaken = answeredIndex;
    }

    /** Whether one more entry can be waited for. */
    boolean hasRoom() {
        return raft.lastIndex() - answeredIndex < tokens.length;
    }

    /** The command of that token was appended at that index, in the leader's present term. */
    void taken(final long index, final long token) {
        final int at = (int) index & mask;
        tokens[at] = token;
        terms[at] = raft.term();
        termTaken = raft.term();
        lastTaken = index;
    }

    /** Refuses a command. */
    void refuse(final long token, final Outcome outcome) {
        refuse(token, outcome, NOTHING);
    }

    /** Refuses a command, or a read, and tells why. */
    void refuse(final long token, final Outcome outcome, final DirectBuffer why) {
        answer(token, outcome, 0, why, why.capacity());
    }

    /**
     * The entry was applied.
     *
     * @param outcome     what became of it
     * @param answerIndex where its command lies, if it is one that was executed before
     * @param reply       what the state machine answers, in its first bytes
     */
    void applied(final long index, final long term, final Outcome outcome, final long answerIndex,
            final DirectBuffer reply, final int length) {
        answeredIndex = index;
        if (index > lastTaken) {
            return;
        }
        final int at = (int) index & mask;
        final long token = tokens[at];
        tokens[at] = 0;
        if (token != 0 && terms[at] == term) {
            answer(token, outcome, answerIndex, reply, length);
        } else if (token != 0) {
            answer(token, Outcome.INDETERMINATE, 0, NOTHING, 0);
        }
    }

    /** A snapshot takes the place of entries up to that one: what became of them is not told. */
    void skippedTo(final long index) {
        for (long i = answeredIndex + 1; i <= Math.min(index, lastTaken); i++) {
            final long token = tokens[(int) i & mask];
            tokens[(int) i & mask] = 0;
            if (token != 0) {
                answer(token, Outcome.INDETERMINATE, 0, NOTHING, 0);
            }
        }
        answeredIndex = Math.max(answeredIndex, index);
    }

    /** An office lost leaves in doubt whatever was taken in it and is not committed. */
    int settle() {
        final long committed = Math.max(answeredIndex, raft.commitIndex());
        if (lastTaken <= committed || raft.role() == Role.LEADER && raft.term() == termTaken) {
            return 0;
        }
        int settled = 0;
        for (long index = committed + 1; index <= lastTaken; index++) {
            final long token = tokens[(int) index & mask];
            tokens[(int) index & mask] = 0;
            if (token != 0) {
                answer(token, Outcome.INDETERMINATE, 0, NOTHING, 0);
                settled++;
            }
        }
        lastTaken = committed;
        return settled;
    }

    private void answer(final long token, final Outcome outcome, final long index,
            final DirectBuffer reply, final int length) {
        counters.increment(NodeCounter.of(outcome));
        desk.answer(token, outcome, raft.leaderId(), index, reply, length);
    }
}
