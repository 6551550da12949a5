package io.quorate.client;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Calls that need no session: reads and questions, which do no harm if they are asked twice, and
 * the orders of an operator, which are never sent twice.
 */
final class Asking {
    private static final long MARK = 1L << 62;

    private final ClientRequest request;
    private final Channel channel;
    private final boolean isPatient;
    private final Deque<Call> due = new ArrayDeque<>();
    private final Long2ObjectHashMap<Call> underWay = new Long2ObjectHashMap<>();
    private long number = MARK;

    Asking(final ClientRequest request, final Channel channel, final boolean isPatient) {
        this.isPatient = isPatient;
        this.request = request;
        this.channel = channel;
    }

    static boolean isOne(final long correlation) {
        return (correlation & MARK) != 0;
    }

    void take(final Call call) {
        due.add(call);
    }

    int size() {
        return due.size() + underWay.size();
    }

    int speak(final int target, final long nowNs) {
        int said = 0;
        while (!due.isEmpty() && send(target, due.peek(), nowNs)) {
            due.remove();
            said++;
        }
        return said;
    }

    private boolean send(final int target, final Call call, final long nowNs) {
        number++;
        request.kind(call.kind, call.level).correlation(number).session(0).seq(0, 0)
                .body(call.body, 0, call.length);
        if (!channel.send(target, request, call.body, 0, call.length)) {
            return false;
        }
        call.attempts++;
        call.sentNs = nowNs;
        underWay.put(number, call);
        return true;
    }

    /** Returns false if the call was turned away, and is due again. */
    boolean onReply(final Outcome outcome, final ClientReply reply) {
        final Call call = underWay.remove(reply.correlation());
        if (call == null) {
            return true;
        }
        switch (outcome) {
            case NOT_LEADER, BACK_PRESSURED, STOPPED, OVERLOADED -> {
                if (!call.goesOn(outcome, reply, isPatient)) {
                    return true;
                }
                call.attempts = 0;                   // certainly not done
                due.add(call);
                return false;
            }
            case INDETERMINATE -> {
                if (isRepeatable(call)) {
                    due.add(call);
                    return false;
                }
                call.done(outcome);
                return true;
            }
            default -> {
                call.done(outcome, reply);
                return true;
            }
        }
    }

    private static boolean isRepeatable(final Call call) {
        return call.kind == ClientRequest.READ || call.kind == ClientRequest.STATUS
                || call.kind == ClientRequest.MEMBERS || call.kind == ClientRequest.SNAPSHOT;
    }

    /** Another member is asked now: what was under way may never be answered. */
    void sendAgain() {
        for (final Call call : List.copyOf(underWay.values())) {
            if (isRepeatable(call)) {
                due.add(call);
            } else {
                call.done(Outcome.INDETERMINATE);
            }
        }
        underWay.clear();
    }

    /** Whether a question is; an order may take as long as what it orders. */
    boolean isOverdue(final long nowNs, final long limitNs) {
        for (final Call call : underWay.values()) {
            if (isRepeatable(call) && nowNs - call.sentNs > limitNs) {
                return true;
            }
        }
        return false;
    }

    /** Gives up what has not been answered in time. */
    int expire(final long nowNs) {
        if (size() == 0) {
            return 0;
        }
        final int before = size();
        underWay.values().removeIf(call -> hasExpired(call, nowNs));
        due.removeIf(call -> hasExpired(call, nowNs));
        return before - size();
    }

    private static boolean hasExpired(final Call call, final long nowNs) {
        final boolean isOver = nowNs - call.deadlineNs >= 0;
        if (isOver) {
            call.giveUp(Outcome.NOT_LEADER);
        }
        return isOver;
    }

    void close() {
        final List<Call> all = new ArrayList<>(due);
        all.addAll(underWay.values());
        due.clear();
        underWay.clear();
        all.forEach(call -> call.giveUp(Outcome.STOPPED));
    }
}
