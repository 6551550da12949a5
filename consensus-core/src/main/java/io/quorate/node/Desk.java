package io.quorate.node;

import org.agrona.DirectBuffer;

/**
 * Where every answer goes, by its token: that of a submitter of this process is above 0, that of a
 * guest below; nobody's is 0.
 */
final class Desk {
    private final Seats seats;
    private final Guests guests;

    Desk(final Seats seats, final Guests guests) {
        this.seats = seats;
        this.guests = guests;
    }

    void answer(final long token, final Outcome outcome, final int leaderId, final long index,
            final DirectBuffer reply, final int length) {
        if (token > 0) {
            seats.answer(token, outcome, leaderId, index, reply, length);
        } else {
            guests.answer(token, outcome, leaderId, index, reply, length);
        }
    }
}
