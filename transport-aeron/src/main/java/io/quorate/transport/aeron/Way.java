package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.AeronException;
import io.quorate.port.TransportCounters;
import io.quorate.wire.Message;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * One lane to one peer: a publication, dialled anew when the peer has begun a new life or hears it
 * no longer.
 *
 * <p>What cannot arrive is taken and lost, so that nobody waits for a peer that is gone; only a way
 * that is full for the time being refuses.
 */
final class Way {
    private static final long NOT_DIALLING = Aeron.NULL_VALUE;
    // A call that went out just before the peer was there is lost; one that went out just now may
    // be on its way yet.
    private static final long JUST_NOW_NS = TimeUnit.MILLISECONDS.toNanos(20);
    // Aeron repeats a call every 100 ms. Give that a chance, and more where the peer is far.
    private static final long PATIENCE_MIN_NS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long PATIENCE_MAX_NS = TimeUnit.SECONDS.toNanos(1);

    private final Aeron aeron;
    private final ChannelUriStringBuilder channel;
    private final int streamId;
    private final int life;
    private final TransportCounters counters;
    private ExclusivePublication publication;
    private long registrationId = NOT_DIALLING;
    private long dialledAtNs;
    private long patienceNs = PATIENCE_MIN_NS;
    private boolean isSeeking;
    private int dialled;

    /**
     * A way that leads nowhere until {@link #dial}.
     *
     * @param life marks this member's sessions as those of its present life
     */
    Way(final Aeron aeron, final ChannelUriStringBuilder channel, final int streamId,
            final int life, final TransportCounters counters) {
        this.aeron = aeron;
        this.channel = channel;
        this.streamId = streamId;
        this.life = life;
        this.counters = counters;
    }

    /** The first call, which waits until the driver has said yes or thrown. */
    void dial(final long nowNs) {
        dialledAtNs = nowNs;
        publication = aeron.addExclusivePublication(nextSession(), streamId);
    }

    /** A first call that waits for nothing. */
    void call(final long nowNs) {
        dialledAtNs = nowNs;
        ask();
    }

    /** Hangs up for good. */
    void close() {
        if (registrationId != NOT_DIALLING) {
            aeron.asyncRemovePublication(registrationId);
            registrationId = NOT_DIALLING;
        }
        if (publication != null) {
            publication.revoke();
            publication = null;
        }
    }

    /** A later call, which waits for nothing; what is said until the peer answers is lost. */
    void redial(final long nowNs) {
        if (registrationId != NOT_DIALLING) {
            return;
        }
        counters.onReconnect();
        dialledAtNs = nowNs;
        if (publication != null) {
            publication.revoke();   // what it still holds must not follow what is said from now on
            publication = null;
        }
        ask();
    }

    private void ask() {
        try {
            registrationId = aeron.asyncAddExclusivePublication(nextSession(), streamId);
        } catch (final AeronException refused) {
            registrationId = NOT_DIALLING;   // the driver is short of something: try again later
        }
    }

    private String nextSession() {
        return channel.sessionId(Streams.sessionId(life, dialled++)).build();
    }

    /** The peer has been heard for the first time: calls from before it was there are lost. */
    void seek(final long nowNs) {
        isSeeking = true;
        if (!isConnected() && nowNs - dialledAtNs > JUST_NOW_NS) {
            redial(nowNs);
        }
    }

    /**
     * Looks after a call under way, or makes one if it is time.
     *
     * @param isPeerHeard whether the peer is there, as far as one can hear
     * @return whether a call is under way or soon to be made
     */
    boolean tend(final long nowNs, final boolean isPeerHeard) {
        if (registrationId != NOT_DIALLING) {
            awaitDriver();
        } else if (isConnected()) {
            isSeeking = false;
            patienceNs = PATIENCE_MIN_NS;
        } else if ((isLost() || isSeeking) && nowNs - dialledAtNs > patienceNs) {
            patienceNs = Math.min(2 * patienceNs, PATIENCE_MAX_NS);
            isSeeking &= isPeerHeard;
            redial(nowNs);
        }
        return isSeeking || registrationId != NOT_DIALLING;
    }

    /** Whether there is no publication that could ever reach the peer. */
    private boolean isLost() {
        return publication == null || publication.isClosed();
    }

    private void awaitDriver() {
        try {
            publication = aeron.getExclusivePublication(registrationId);
            if (publication != null) {
                registrationId = NOT_DIALLING;
            }
        } catch (final AeronException refused) {
            registrationId = NOT_DIALLING;
        }
    }

    boolean isConnected() {
        return publication != null && publication.isConnected();
    }

    /** Takes a message without a body; false if it must be offered again. */
    boolean offer(final Message message) {
        final ExclusivePublication way = publication;
        if (way == null) {
            return lost();
        }
        final DirectBuffer header = message.buffer();
        final int headerLength = message.fixedLength();
        long position = way.offer(header, 0, headerLength);
        if (position == Publication.ADMIN_ACTION) {   // a buffer was changed: the next try is good
            position = way.offer(header, 0, headerLength);
        }
        return position > 0 || answer(position);
    }

    /** Takes a message and its body, straight from where they lie. */
    boolean offer(final Message message, final DirectBuffer body, final int offset,
            final int length) {
        final ExclusivePublication way = publication;
        if (way == null) {
            return lost();
        }
        final DirectBuffer header = message.buffer();
        final int headerLength = message.fixedLength();
        long position = way.offer(header, 0, headerLength, body, offset, length);
        if (position == Publication.ADMIN_ACTION) {
            position = way.offer(header, 0, headerLength, body, offset, length);
        }
        return position > 0 || answer(position);
    }

    private boolean answer(final long refusal) {
        if (refusal == Publication.BACK_PRESSURED || refusal == Publication.ADMIN_ACTION) {
            counters.onRefused();
            return false;
        }
        if (refusal == Publication.MAX_POSITION_EXCEEDED) {
            publication.close();   // it has run its length: the next tending dials anew
        }
        return lost();
    }

    private boolean lost() {
        counters.onLost();
        return true;
    }
}
