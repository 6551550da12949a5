package io.quorate.node;

import io.quorate.port.StateMachine;
import io.quorate.raft.Raft;
import io.quorate.raft.Reads;
import io.quorate.raft.Role;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Answers reads. What needs nobody's word is answered as it arrives; the others wait, in the order
 * in which they came, until they are confirmed and what they must see is applied.
 * <pre>
 *   local, bounded and fresh, by a lease ──────────────────────────────► StateMachine.query
 *   linearizable, and all others ──► │ number │ number │ ... waiting ──►        "
 * </pre>
 * The queue has fixed room and refuses beyond it. When term, role or leader change, all that wait
 * are refused, to be tried again where the answer says.
 */
final class PendingReads {
    private static final int TOKEN = 0;
    private static final int NUMBER = 8;
    private static final int QUERY = 16;
    private static final int READ = 1;                   // the one type of record in the queue
    private static final int MESSAGES_PER_RING = 8;      // as long as a record may be at most
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Raft raft;
    private final Reads reads;
    private final StateMachine stateMachine;
    private final Desk desk;
    private final NodeCounters counters;
    private final Watch watch;
    private final long stalenessNs;
    private final OneToOneRingBuffer waiting;
    private final ControlledMessageHandler onReleased = this::onReleased;
    private final ControlledMessageHandler onRefused = this::onRefused;
    private final ReadGate gate = new ReadGate();
    private final MutableDirectBuffer reply;
    private long appliedIndex;
    private boolean isWhole;                             // until the first cycle it may not be
    private long reign;
    private long waitingReads;

    PendingReads(final Raft raft, final StateMachine stateMachine, final Desk desk,
            final NodeCounters counters, final Clocks clocks, final IngressConfig limits,
            final long spanNs) {
        this.raft = raft;
        this.stateMachine = stateMachine;
        this.desk = desk;
        this.counters = counters;
        stalenessNs = limits.stalenessNs();
        reads = raft.reads();
        watch = new Watch(clocks, reads, gate, spanNs);
        reign = reads.reign();
        final int capacity = Math.max(limits.ringBytes(), BitUtil.findNextPositivePowerOfTwo(
                MESSAGES_PER_RING * (limits.maxCommandLength() + QUERY)));
        waiting = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                capacity + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        reply = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                Math.max(limits.maxReplyLength(), 1), BitUtil.CACHE_LINE_LENGTH), 0,
                limits.maxReplyLength());
    }

    /** A read arrives, as an {@link Order}; its bytes are taken before this returns. */
    void onRead(final long token, final MutableDirectBuffer order, final int at,
            final int length) {
        final ReadLevel level = ReadLevel.ofCode(Order.level(order, at));
        final int query = at + Order.HEAD_LENGTH;
        if (level == null) {
            refuse(token, Outcome.UNSUPPORTED);
        } else if (!isWhole && level == ReadLevel.LOCAL) {
            refuse(token, Outcome.BACK_PRESSURED);
        } else if (isWhole && isFree(level)) {
            answer(token, order, query, length - Order.HEAD_LENGTH);
        } else {
            wait(level, token, order, query, length - Order.HEAD_LENGTH);
        }
    }

    /** The monotonic clock, whose sleep is noticed. */
    Watch watch() {
        return watch;
    }

    /** Whether a read of that level needs nobody's word, now that it has arrived. */
    private boolean isFree(final ReadLevel level) {
        return switch (level) {
            case LOCAL -> true;
            case BOUNDED -> gate.isFresh(watch.nanoTime(), stalenessNs);
            case LEASE -> appliedIndex >= reads.leaseIndex() && reads.holdsLease(watch.nanoTime());
            case LINEARIZABLE -> false;
        };
    }

    private void wait(final ReadLevel level, final long token, final DirectBuffer query,
            final int offset, final int length) {
        refuseThoseOfAnotherReign();
        final long number = reads.join(level == ReadLevel.LEASE);
        if (number < 0) {
            refuse(token, Outcome.NOT_LEADER);
            return;
        }
        final int at = waiting.tryClaim(READ, QUERY + length);
        if (at < 0) {
            refuse(token, Outcome.BACK_PRESSURED);
            return;
        }
        waiting.buffer().putLong(at + TOKEN, token);
        waiting.buffer().putLong(at + NUMBER, number);
        waiting.buffer().putBytes(at + QUERY, query, offset, length);
        waiting.commit(at);
        waitingReads++;
        if (level == ReadLevel.LEASE && raft.role() == Role.LEADER) {
            counters.increment(NodeCounter.LEASE_MISSED);
        }
    }

    /**
     * Answers what is confirmed and whose index is applied.
     *
     * @param isMachineWhole false while the state machine is being restored: nobody asks it then
     * @param limit          reads at most
     * @return how many there were
     */
    int settle(final long applied, final boolean isMachineWhole, final int limit) {
        appliedIndex = applied;
        isWhole = isMachineWhole;
        final int refused = refuseThoseOfAnotherReign();
        if (!isWhole) {
            return refused;
        }
        gate.settle(reads, applied);
        return refused + waiting.controlledRead(onReleased, limit);
    }

    private Action onReleased(final int type, final MutableDirectBuffer buffer, final int offset,
            final int length) {
        if (buffer.getLong(offset + NUMBER) > gate.released()) {
            return Action.ABORT;
        }
        waitingReads--;
        answer(buffer.getLong(offset + TOKEN), buffer, offset + QUERY, length - QUERY);
        return Action.CONTINUE;
    }

    /** How many reads are not answered yet. */
    long waiting() {
        return waitingReads;
    }

    private int refuseThoseOfAnotherReign() {
        if (reads.reign() == reign) {
            return 0;
        }
        reign = reads.reign();
        gate.nextReign();
        int refused = 0;
        int batch = 1;
        while (batch > 0) {                              // a batch ends where its ring does
            batch = waiting.controlledRead(onRefused, Integer.MAX_VALUE);
            refused += batch;
        }
        return refused;
    }

    private Action onRefused(final int type, final MutableDirectBuffer buffer, final int offset,
            final int length) {
        waitingReads--;
        refuse(buffer.getLong(offset + TOKEN), Outcome.NOT_LEADER);
        return Action.CONTINUE;
    }

    private void refuse(final long token, final Outcome outcome) {
        say(token, outcome, 0, NOTHING, 0);
    }

    private void answer(final long token, final DirectBuffer query, final int offset,
            final int length) {
        final int replied = stateMachine.query(query, offset, length, reply);
        if (replied == StateMachine.NO_QUERIES) {
            refuse(token, Outcome.UNSUPPORTED);
            return;
        }
        if (replied < 0 || replied > reply.capacity()) {
            throw new IllegalStateException("the state machine says it wrote " + replied
                    + " bytes to a reply of " + reply.capacity() + "; raise max-reply, or mend it");
        }
        say(token, Outcome.ANSWERED, appliedIndex, reply, replied);
    }

    private void say(final long token, final Outcome outcome, final long index,
            final DirectBuffer bytes, final int length) {
        counters.increment(NodeCounter.of(outcome));
        desk.answer(token, outcome, raft.leaderId(), index, bytes, length);
    }
}
