package io.quorate.node;

import io.quorate.port.Transport;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whose requests came over the wire and are not yet answered: those of clients, and those that
 * other members forwarded. Each holds a place, and its token names the place.
 *
 * <p>Places are bounded, and a reply that its way does not take at once is lost and counted: who
 * waits for it asks again after a while. So no guest, dead or slow, ever holds the node up.
 */
final class Guests {
    private static final int PLACES = 1 << 14;

    private final Transport transport;
    private final NodeCounters counters;
    private final IntFunction<String> addresses;
    private final ClientReply message;            // to members
    private final ReplyBatch batch;               // to clients
    private final long[] guests = new long[PLACES];           // a client's number, or -id
    private final long[] correlations = new long[PLACES];
    private final int[] freePlaces = new int[PLACES];
    private final int[] charges = new int[PLACES];            // bytes that each holds
    private int free;
    private UnsafeBuffer address = new UnsafeBuffer(0, 0);
    private int addressOf;

    /**
     * A table without guests.
     *
     * @param addresses where a member is reached
     * @param message   to be filled and sent to members
     * @param batch     to be filled and sent to clients
     */
    Guests(final Transport transport, final NodeCounters counters,
            final IntFunction<String> addresses, final ClientReply message,
            final ReplyBatch batch) {
        this.batch = batch;
        this.transport = transport;
        this.counters = counters;
        this.addresses = addresses;
        this.message = message;
        for (int place = PLACES - 1; place >= 0; place--) {
            freePlaces[free++] = place;
        }
    }

    /** A place for a client's request; its token, or 0 if there is no place left. */
    long seatClient(final long client, final long correlation) {
        return seat(client, correlation);
    }

    /** A place for what another member forwards; its token, or 0 if there is no place left. */
    long seatMember(final ClientRequest request) {
        return seat(-request.from(), request.correlation());
    }

    private long seat(final long guest, final long correlation) {
        if (free == 0) {
            return 0;
        }
        final int place = freePlaces[--free];
        guests[place] = guest;
        correlations[place] = correlation;
        return -1L - place;
    }

    /** The request of that token holds so many bytes. */
    void charge(final long token, final int bytes) {
        charges[place(token)] = bytes;
    }

    /** It holds none any more; returns how many there were. */
    int discharge(final long token) {
        final int place = place(token);
        final int bytes = charges[place];
        charges[place] = 0;
        return bytes;
    }

    private static int place(final long token) {
        return (int) (-1L - token);
    }

    /** The one answer to the request of that token. */
    void answer(final long token, final Outcome outcome, final int leaderId, final long index,
            final DirectBuffer reply, final int length) {
        final int place = place(token);
        freePlaces[free++] = place;
        if (outcome == Outcome.NOT_LEADER && leaderId != 0) {
            final DirectBuffer hint = addressOf(leaderId);
            answer(place, outcome, leaderId, index, hint, hint.capacity());
        } else {
            answer(place, outcome, leaderId, index, reply, length);
        }
    }

    private void answer(final int place, final Outcome outcome, final int leaderId,
            final long index, final DirectBuffer body, final int length) {
        final long guest = guests[place];
        if (guest >= 0) {
            batch.add(guest, outcome, leaderId, correlations[place], index, body, length);
            return;
        }
        message.outcome(outcome.code(), leaderId).index(index).correlation(correlations[place])
                .body(body, 0, length);
        if (!transport.send((int) -guest, message, body, 0, length)) {
            counters.increment(NodeCounter.REPLIES_LOST);
        }
    }

    /** Says what clients are to hear. */
    void flush() {
        batch.flush();
    }

    /** A leader's address changes rarely, and so do leaders. */
    private DirectBuffer addressOf(final int leaderId) {
        if (addressOf != leaderId) {
            address = new UnsafeBuffer(
                    addresses.apply(leaderId).getBytes(StandardCharsets.UTF_8));
            addressOf = leaderId;
        }
        return address;
    }

    /** Requests that are not yet answered. */
    int size() {
        return PLACES - free;
    }
}
