package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.FragmentHandler;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client's way to one member, and its ear for that member's replies. The way is made when it is
 * first needed, and anew when the member has gone; on it the client calls, by saying where it
 * hears, until the member is heard.
 */
final class ClientLink {
    private static final long NOT_DIALLING = Aeron.NULL_VALUE;
    private static final long CALL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Aeron aeron;
    private final int member;
    private final String channel;
    private final int streamId;
    private final Subscription replies;
    private final FragmentAssembler assembler;
    private final ClientRequest call = ClientRequest.allocated();
    private final UnsafeBuffer endpoint;
    private ExclusivePublication publication;
    private long registrationId = NOT_DIALLING;
    private long dialledNs;
    private long calledNs;
    private boolean hasDialled;

    /**
     * A way yet to be made.
     *
     * @param channel  to the member
     * @param streamId where it hears clients
     * @param replies  where this client hears it, and it alone
     * @param endpoint how the member is told where that is
     */
    ClientLink(final Aeron aeron, final int member, final String channel, final int streamId,
            final Subscription replies, final String endpoint, final long clusterId,
            final FragmentHandler onFrame) {
        this.aeron = aeron;
        this.member = member;
        this.channel = channel;
        this.streamId = streamId;
        this.replies = replies;
        this.endpoint = new UnsafeBuffer(endpoint.getBytes(StandardCharsets.US_ASCII));
        assembler = new FragmentAssembler(onFrame);
        call.speaker(clusterId, 0, 0);
        call.kind(ClientRequest.CONNECT, 0).correlation(replies.streamId())
                .body(this.endpoint, 0, this.endpoint.capacity());
    }

    int member() {
        return member;
    }

    int poll(final int limit) {
        return replies.poll(assembler, limit);
    }

    /** Says something; false while the way is being made, but for so long only. */
    boolean send(final Message message, final DirectBuffer body, final int offset,
            final int length, final long nowNs) {
        if (!isThere(nowNs)) {
            return nowNs - dialledNs > PATIENCE_NS;   // then it is taken, and lost
        }
        final DirectBuffer head = message.buffer();
        final int headLength = message.fixedLength();
        long position = publication.offer(head, 0, headLength, body, offset, length);
        if (position == Publication.ADMIN_ACTION) {
            position = publication.offer(head, 0, headLength, body, offset, length);
        }
        return position != Publication.BACK_PRESSURED && position != Publication.ADMIN_ACTION;
    }

    /** Whether the member hears this client and is heard; sees to it if not. */
    private boolean isThere(final long nowNs) {
        if (registrationId != NOT_DIALLING) {
            awaitDriver();
        }
        if (publication != null && publication.isConnected()) {
            if (!replies.isConnected() && nowNs - calledNs > CALL_NS) {
                calledNs = nowNs;
                call.seal(endpoint.capacity());
                publication.offer(call.buffer(), 0, call.fixedLength(), endpoint, 0,
                        endpoint.capacity());
            }
            return replies.isConnected();
        }
        if (registrationId == NOT_DIALLING
                && (!hasDialled || nowNs - dialledNs > 2 * PATIENCE_NS)) {
            dial(nowNs);
        }
        return false;
    }

    private void dial(final long nowNs) {
        hasDialled = true;
        dialledNs = nowNs;
        if (publication != null) {
            publication.close();
            publication = null;
        }
        try {
            registrationId = aeron.asyncAddExclusivePublication(channel, streamId);
        } catch (final AeronException refused) {
            registrationId = NOT_DIALLING;       // the driver is short of something: later again
        }
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
}
