package io.quorate.node;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.CommandRun;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decides what becomes of a request, whoever made it: a read is answered by this very member; a
 * write joins this leader's log, or is forwarded to the leader, or is refused by name; an order is
 * for the {@link Operator}. What another member forwarded is not sent on again.
 */
final class Requests {
    private final Raft raft;
    private final Proposer proposer;
    private final PendingReads reads;
    private final Forwards forwards;
    private final Pending pending;
    private final Guests guests;
    private final NodeCounters counters;
    private final Admission admission;
    private final Desk desk;
    private final boolean isForwarding;
    private final int maxCommandLength;
    private final UnsafeBuffer order;
    private Operator operator;
    private final Long2LongHashMap newest = new Long2LongHashMap(0);   // by member
    private final ClientRequest heard = new ClientRequest();

    Requests(final Raft raft, final Proposer proposer, final PendingReads reads,
            final Forwards forwards, final Pending pending, final Desk desk,
            final NodeCounters counters, final IngressConfig limits) {
        this.desk = desk;
        admission = desk.admission();
        guests = desk.guests();
        this.raft = raft;
        this.reads = reads;
        this.proposer = proposer;
        this.forwards = forwards;
        this.pending = pending;
        this.counters = counters;
        isForwarding = limits.isForwarding();
        maxCommandLength = limits.maxCommandLength();
        order = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                Order.HEAD_LENGTH + Order.longestBody(maxCommandLength), Long.BYTES));
    }

    /** Before the first request: who carries out what is no matter of the log's. */
    void operator(final Operator with) {
        operator = with;
    }

    /** A submitter of this process, or a client, wants something. */
    void take(final long token, final MutableDirectBuffer buffer, final int at, final int length) {
        if (!isAdmitted(token, buffer, at, length)) {
            return;
        }
        switch (Order.kind(buffer, at)) {
            case ClientRequest.READ -> reads.onRead(token, buffer, at, length);
            case ClientRequest.COMMAND, ClientRequest.OPEN_SESSION, ClientRequest.KEEP_ALIVE,
                    ClientRequest.CLOSE_SESSION -> write(token, buffer, at, length);
            default -> operator.take(token, buffer, at, length);
        }
    }

    private boolean isAdmitted(final long token, final MutableDirectBuffer buffer, final int at,
            final int length) {
        if (Order.isRefusable(buffer, at) && !admission.admits(length)) {
            refuse(token, Outcome.OVERLOADED);
            return false;
        }
        desk.take(token, length);
        return true;
    }

    private void refuse(final long token, final Outcome outcome) {
        if (outcome == Outcome.OVERLOADED) {
            pending.refuse(token, outcome, admission.refusal());
        } else {
            pending.refuse(token, outcome);
        }
    }

    private void write(final long token, final MutableDirectBuffer buffer, final int at,
            final int length) {
        Outcome outcome = proposer.propose(token, buffer, at, length);
        if (outcome == Outcome.NOT_LEADER && isForwarding) {
            outcome = forwards.forward(token, buffer, at, length);
        }
        if (outcome != Outcome.ACCEPTED) {
            refuse(token, outcome);
        }
    }

    /** A frame of a client that {@link io.quorate.wire.Message#check} found sound. */
    void onClient(final long client, final DirectBuffer buffer, final int offset,
            final int length) {
        heard.wrap(buffer, offset, length);
        if (!isUsable(heard)) {
            return;
        }
        if (heard.kind() == ClientRequest.COMMANDS) {
            onRun(client, heard);
            return;
        }
        final long token = guests.seatClient(client, heard.correlation());
        if (isSeated(token) && isShort(token, heard.bodyLength())) {
            take(token, order, 0, copy(heard));
        }
    }

    private void onRun(final long client, final ClientRequest request) {
        final DirectBuffer run = request.buffer();
        int nth = 0;
        for (int at = ClientRequest.bodyOffset(); at < run.capacity();
                at = CommandRun.next(run, at)) {
            final int length = CommandRun.commandLength(run, at);
            final long token = guests.seatClient(client, request.correlation() + nth);
            if (isSeated(token) && isShort(token, length)) {
                Order.write(order, 0, 0, request, ClientRequest.COMMAND, request.seq() + nth);
                order.putBytes(Order.HEAD_LENGTH, run, CommandRun.commandOffset(at), length);
                take(token, order, 0, Order.HEAD_LENGTH + length);
            }
            nth++;
        }
    }

    /**
     * Another member forwards what it was asked for. What is not meant for this very office, or is
     * heard again, is passed over in silence: a refusal would claim that it was not taken.
     */
    void onMember(final ClientRequest request) {
        if (!isUsable(request) || raft.role() != Role.LEADER || request.term() != raft.term()
                || request.correlation() <= newest.get(request.from())) {
            return;
        }
        newest.put(request.from(), request.correlation());
        final long token = guests.seatMember(request);
        if (!isSeated(token) || !isShort(token, request.bodyLength())) {
            return;
        }
        final int length = copy(request);
        if (isAdmitted(token, order, 0, length)) {
            final Outcome outcome = proposer.propose(token, order, 0, length);
            if (outcome != Outcome.ACCEPTED) {
                refuse(token, outcome);
            }
        }
    }

    private boolean isUsable(final ClientRequest request) {
        if (request.isSound()) {
            return true;
        }
        counters.increment(NodeCounter.MALFORMED);
        return false;
    }

    /** With every place taken a request is lost, as on a network; its sender asks again. */
    private boolean isSeated(final long token) {
        if (token == 0) {
            counters.increment(NodeCounter.REPLIES_LOST);
        }
        return token != 0;
    }

    private boolean isShort(final long token, final int bodyLength) {
        final boolean isShort = bodyLength <= maxCommandLength;
        if (!isShort) {
            pending.refuse(token, Outcome.TOO_LARGE);
        }
        return isShort;
    }

    private int copy(final ClientRequest request) {
        Order.write(order, 0, 0, request);
        if (request.kind() != ClientRequest.OPEN_SESSION) {
            order.putBytes(Order.HEAD_LENGTH, request.buffer(), ClientRequest.bodyOffset(),
                    request.bodyLength());
        }
        return Order.HEAD_LENGTH + Order.bodyLength(request.kind(), request.bodyLength());
    }
}
