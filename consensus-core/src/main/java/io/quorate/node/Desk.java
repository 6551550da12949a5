package io.quorate.node;

import org.agrona.DirectBuffer;

/**
 * Where every answer goes, by its token: that of a submitter of this process is above 0, that of a
 * guest below; nobody's is 0. As every request that is taken gets one answer, and gets it here,
 * what it holds is counted here.
 */
final class Desk {
    private final Seats seats;
    private final Guests guests;
    private final Admission admission;

    Desk(final Seats seats, final Guests guests, final Admission admission) {
        this.seats = seats;
        this.guests = guests;
        this.admission = admission;
    }

    /** Who judges whether a request may be taken. */
    Admission admission() {
        return admission;
    }

    /** Those whose answers go over the wire. */
    Guests guests() {
        return guests;
    }

    /** A request is taken, and holds so many bytes until it is answered. */
    void take(final long token, final int bytes) {
        admission.taken(bytes);
        if (token > 0) {
            seats.charge(token, bytes);
        } else {
            guests.charge(token, bytes);
        }
    }

    void answer(final long token, final Outcome outcome, final int leaderId, final long index,
            final DirectBuffer reply, final int length) {
        admission.answered(token > 0 ? seats.discharge(token) : guests.discharge(token));
        if (token > 0) {
            seats.answer(token, outcome, leaderId, index, reply, length);
        } else {
            guests.answer(token, outcome, leaderId, index, reply, length);
        }
    }
}
