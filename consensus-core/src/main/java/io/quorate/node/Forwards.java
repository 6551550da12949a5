package io.quorate.node;

import io.quorate.port.Transport;
import io.quorate.raft.Raft;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.SessionEntry;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What this member has sent on to its leader and waits for, as ZooKeeper's followers do. Numbers
 * rise, and the oldest runs out of time first:
 * <pre>
 *     first            next
 *   ────┼───────────────┼────────►  numbers; a ring of places, 0 where the answer has come
 * </pre>
 * What the leader's office or the time outlives is in doubt: it may have been executed. What a
 * session sent can be sent again without harm. A request is no word of the protocol, so it is sent
 * on as it is heard, and refused if its way is full.
 */
final class Forwards {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);
    private static final int PLACES = 1 << 14;
    private static final int MASK = PLACES - 1;

    private final Raft raft;
    private final Transport transport;
    private final NodeCounters counters;
    private final ClientRequest message;
    private final long patienceNs;
    private final long[] tokens = new long[PLACES];
    private final long[] deadlinesNs = new long[PLACES];
    private final UnsafeBuffer copy = new UnsafeBuffer(0, 0);
    private final Desk desk;
    private long first;
    private long next;
    private long term;                   // of the leader that all of it was sent to
    private int leaderId;
    private long nowNs;

    /**
     * Nothing sent yet.
     *
     * @param message    to be filled and sent
     * @param patienceNs after which what was sent is in doubt
     */
    Forwards(final Raft raft, final Transport transport, final NodeCounters counters,
            final ClientRequest message, final Desk desk, final long patienceNs,
            final long nowNs) {
        this.raft = raft;
        this.transport = transport;
        this.counters = counters;
        this.message = message;
        this.desk = desk;
        this.patienceNs = patienceNs;
        this.nowNs = nowNs;
        first = (long) message.incarnation() << 32;          // above all of an earlier life
        next = first;
    }

    /** Sends an {@link Order} on; {@link Outcome#ACCEPTED} if its answer will follow. */
    Outcome forward(final long token, final MutableDirectBuffer order, final int at,
            final int length) {
        settle(nowNs);
        if (raft.leaderId() == 0 || raft.membership().hasLeft(raft.commitIndex())) {
            return Outcome.NOT_LEADER;
        }
        if (next - first == PLACES) {
            return Outcome.BACK_PRESSURED;
        }
        final int entry = Order.entry(at);
        final int bodyLength = Order.kind(order, at) == ClientRequest.OPEN_SESSION ? 0
                : length - Order.HEAD_LENGTH;    // the leader makes room for its own limits
        message.term(term).kind(Order.kind(order, at), Order.level(order, at)).correlation(next)
                .session(SessionEntry.session(order, entry))
                .seq(SessionEntry.seq(order, entry), SessionEntry.firstOutstanding(order, entry))
                .body(order, at + Order.HEAD_LENGTH, bodyLength);
        if (!transport.send(raft.leaderId(), message, order, at + Order.HEAD_LENGTH,
                bodyLength)) {
            return Outcome.BACK_PRESSURED;
        }
        tokens[(int) next & MASK] = token;
        deadlinesNs[(int) next & MASK] = nowNs + patienceNs;
        next++;
        counters.increment(NodeCounter.FORWARDED);
        return Outcome.ACCEPTED;
    }

    /** The leader has answered. */
    void onReply(final ClientReply reply) {
        final long number = reply.correlation();
        final Outcome outcome = Outcome.ofCode(reply.outcome());
        if (!reply.isSound() || outcome == null || outcome == Outcome.ACCEPTED
                || outcome == Outcome.STOPPED || number < first || number >= next) {
            counters.increment(NodeCounter.MALFORMED);
            return;
        }
        final long token = tokens[(int) number & MASK];
        if (token != 0) {
            tokens[(int) number & MASK] = 0;
            copy.wrap(reply.buffer(), ClientReply.bodyOffset(), reply.bodyLength());
            answer(token, outcome, reply.index(), copy,
                    outcome == Outcome.NOT_LEADER ? 0 : reply.bodyLength());
        }
    }

    /** Gives up what can't be answered any more, or not in time; returns how many. */
    int settle(final long now) {
        nowNs = now;
        final boolean isOver = raft.term() != term || raft.leaderId() != leaderId;
        term = raft.term();
        leaderId = raft.leaderId();
        int settled = 0;
        while (first < next && (isOver || isDone(first))) {
            final long token = tokens[(int) first & MASK];
            tokens[(int) first & MASK] = 0;
            first++;
            if (token != 0) {
                answer(token, Outcome.INDETERMINATE, 0, NOTHING, 0);
                settled++;
            }
        }
        return settled;
    }

    private boolean isDone(final long number) {
        return tokens[(int) number & MASK] == 0
                || nowNs - deadlinesNs[(int) number & MASK] >= 0;
    }

    private void answer(final long token, final Outcome outcome, final long index,
            final DirectBuffer reply, final int length) {
        counters.increment(NodeCounter.of(outcome));
        desk.answer(token, outcome, raft.leaderId(), index, reply, length);
    }

    /** When the oldest of them runs out of time; {@code otherwise} if there is none. */
    long nextDeadlineNs(final long otherwise) {
        if (first == next) {
            return otherwise;
        }
        final long deadlineNs = deadlinesNs[(int) first & MASK];
        return otherwise - deadlineNs < 0 ? otherwise : deadlineNs;
    }
}
