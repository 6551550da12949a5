package io.quorate.node;

import io.quorate.port.LogStorage;
import io.quorate.port.StateMachine;
import io.quorate.session.SessionTable;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Pulls what is agreed and not yet applied out of log memory, feeds it to the state machine, and
 * lets those who submitted it be answered. A cycle has a budget of time, so that a slow state
 * machine starves neither heartbeats nor elections.
 */
final class Applier {
    private static final int RUN_BYTES = 64 << 10;
    private static final int ENTRIES_PER_LOOK = 8;       // between two looks at the clock

    private final LogStorage log;
    private final StateMachine stateMachine;
    private final Pending pending;
    private final NanoClock clock;
    private final long budgetNs;
    private final MutableDirectBuffer reply;
    private final ExactlyOnce sessions;
    private final UnsafeBuffer run = new UnsafeBuffer(0, 0);
    private boolean isSlow;              // so much that the clock is looked at after every entry
    private long appliedIndex;
    private long appliedBytes;

    Applier(final LogStorage log, final StateMachine stateMachine, final SessionTable table,
            final Pending pending, final NanoClock clock, final long budgetNs,
            final IngressConfig limits) {
        this.log = log;
        this.stateMachine = stateMachine;
        this.pending = pending;
        this.clock = clock;
        this.budgetNs = budgetNs;
        final UnsafeBuffer scratch = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                limits.replyCapacity(), BitUtil.CACHE_LINE_LENGTH));
        reply = new UnsafeBuffer(scratch, 0, limits.maxReplyLength());
        sessions = new ExactlyOnce(table, this::feed, scratch);
        appliedIndex = log.firstIndex() - 1;
    }

    /** The state is restored from a snapshot that ends with that entry. */
    void skipTo(final long index) {
        appliedIndex = Math.max(appliedIndex, index);
        pending.skippedTo(index);
    }

    /** Applies up to {@code commitIndex} as far as this cycle's budget goes. */
    int apply(final long commitIndex) {
        if (appliedIndex >= commitIndex) {
            return 0;
        }
        final long before = appliedIndex;
        final long deadlineNs = clock.nanoTime() + budgetNs;
        boolean isInTime = true;
        while (isInTime && appliedIndex < commitIndex) {
            log.read(appliedIndex + 1, commitIndex, RUN_BYTES, run);
            isInTime = applyRun(deadlineNs);
        }
        return (int) Math.min(appliedIndex - before, Integer.MAX_VALUE);
    }

    private boolean applyRun(final long deadlineNs) {
        int at = 0;
        boolean isInTime = true;
        while (isInTime && at < run.capacity()) {
            at = applyEntry(at);
            isInTime = appliedIndex % ENTRIES_PER_LOOK != 0 && !isSlow || look(deadlineNs);
        }
        return isInTime;
    }

    private boolean look(final long deadlineNs) {
        final long lateNs = clock.nanoTime() - deadlineNs;
        isSlow = lateNs > budgetNs;
        return lateNs < 0;
    }

    private int applyEntry(final int at) {
        final long index = EntryFrame.index(run, at);
        final long term = EntryFrame.term(run, at);
        final int type = EntryFrame.type(run, at);
        final int payload = at + EntryFrame.HEADER_LENGTH;
        final int length = EntryFrame.payloadLength(run, at);
        final int frameLength = EntryFrame.frameLength(length);
        appliedIndex = index;
        appliedBytes += frameLength;
        if (SessionEntry.isOne(type)) {
            final int replied = sessions.apply(index, type, run, payload, length);
            pending.applied(index, term, sessions.outcome(), sessions.answerIndex(),
                    sessions.reply(), replied);
        } else {
            final int replied = type == EntryType.COMMAND ? feed(index, run, payload, length) : 0;
            pending.applied(index, term, Outcome.COMMITTED, index, reply, replied);
        }
        return at + frameLength;
    }

    private int feed(final long index, final DirectBuffer frames, final int offset,
            final int commandLength) {
        final int length = stateMachine.apply(index, frames, offset, commandLength, reply);
        if (length < 0 || length > reply.capacity()) {
            throw new IllegalStateException("the state machine says it wrote " + length
                    + " bytes to a reply of " + reply.capacity() + "; raise max-reply, or mend it");
        }
        return length;
    }

    /** Bytes of all entries that were applied in this life. */
    long appliedBytes() {
        return appliedBytes;
    }

    long appliedIndex() {
        return appliedIndex;
    }
}
