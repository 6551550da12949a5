package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import java.util.Arrays;

/**
 * Tells members that do not lead from where on their reads are current (thesis §6.4): one question
 * of each at a time, however many reads stand behind it. A question that is asked again is answered
 * again; it keeps the round that it was given.
 */
final class ReadDesk {
    private static final long NOT_YET = 0;
    private static final long DONE = -1;

    private final Raft raft;
    private final Leadership leadership;
    private final ReadReply reply;
    private final int[] askers = new int[Roster.CAPACITY];      // 0 where nobody asks
    private final long[] numbers = new long[Roster.CAPACITY];
    private final long[] rounds = new long[Roster.CAPACITY];    // that will confirm it
    private final long[] indexes = new long[Roster.CAPACITY];
    private final boolean[] isByLease = new boolean[Roster.CAPACITY];
    private final boolean[] isOwed = new boolean[Roster.CAPACITY];

    ReadDesk(final Raft raft, final Leadership leadership, final ReadReply reply) {
        this.raft = raft;
        this.leadership = leadership;
        this.reply = reply;
    }

    /** A new term: whoever asked in an earlier one asks again. */
    void begin() {
        Arrays.fill(askers, 0);
    }

    /** A member asks; {@code readIndex} covers all that was agreed before. */
    void onReadRequest(final ReadRequest request, final int slot, final long readIndex) {
        final boolean isKnown = askers[slot] == request.from();
        if (isKnown && request.number() <= numbers[slot]) {
            isOwed[slot] |= request.number() == numbers[slot] && rounds[slot] == DONE;
            return;
        }
        askers[slot] = request.from();
        numbers[slot] = request.number();
        rounds[slot] = NOT_YET;
        indexes[slot] = readIndex;
        isByLease[slot] = request.isByLease();
        isOwed[slot] = false;
    }

    /** Before a round may begin: who needs one is given the next. */
    void admit(final long nowNs) {
        final int limit = raft.membership().roster().limit();
        for (int slot = 0; slot < limit; slot++) {
            if (askers[slot] != 0 && rounds[slot] == NOT_YET
                    && !(isByLease[slot] && leadership.holdsLease(nowNs))) {
                rounds[slot] = leadership.want();
            }
        }
    }

    /** After rounds were counted: some can be answered now. */
    void settle(final long nowNs) {
        final int limit = raft.membership().roster().limit();
        for (int slot = 0; slot < limit; slot++) {
            if (askers[slot] != 0 && rounds[slot] != DONE && isConfirmed(slot, nowNs)
                    && raft.commitIndex() >= indexes[slot]) {    // the own term's first too (§8)
                rounds[slot] = DONE;
                isOwed[slot] = true;
            }
        }
    }

    private boolean isConfirmed(final int slot, final long nowNs) {
        return rounds[slot] != NOT_YET && rounds[slot] <= leadership.confirmed()
                || isByLease[slot] && leadership.holdsLease(nowNs);
    }

    int emit(final Outbound outbound) {
        final int limit = raft.membership().roster().limit();
        int sent = 0;
        for (int slot = 0; slot < limit; slot++) {
            if (askers[slot] != 0 && isOwed[slot]) {
                reply.term(raft.term()).number(numbers[slot]).readIndex(indexes[slot]);
                isOwed[slot] = !outbound.send(askers[slot], reply);
                sent += isOwed[slot] ? 0 : 1;
            }
        }
        return sent;
    }
}
