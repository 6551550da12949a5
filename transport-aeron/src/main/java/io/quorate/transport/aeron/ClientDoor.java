package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.ControlledFragmentAssembler;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.quorate.port.ClientHandler;
import io.quorate.port.TransportCounters;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Where a member hears its clients, at its own address on a stream of its own, and the ways back to
 * them. A client's first word, {@link ClientRequest#CONNECT}, says where it hears; a way lasts as
 * long as the client's session on that stream. What else it says is heard once it can be answered:
 * it may hear the member a moment before the member learns of that.
 *
 * <p>What cannot arrive is taken and lost, and every client has a way of its own: none holds up the
 * member or another client. Beyond {@value #CLIENTS_MAX} clients, new ones are not answered.
 */
final class ClientDoor {
    static final int CLIENTS_MAX = 4096;
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Aeron aeron;
    private final Endpoints endpoints;
    private final TransportCounters counters;
    private final long clusterId;
    private final int mtu;
    private final ClientRequest request = new ClientRequest();
    private final ControlledFragmentAssembler assembler =
            new ControlledFragmentAssembler(this::onFrame);
    private final Int2ObjectHashMap<WayBack> ways = new Int2ObjectHashMap<>();
    private final Subscription subscription;
    private ClientHandler handler;
    private Throwable thrown;

    /** A way to one client. */
    private static final class WayBack {
        private final long registrationId;
        private final long askedNs = System.nanoTime();
        private ExclusivePublication publication;          // null while it is being made
        private boolean isOpen;                            // or given up: it is waited for once

        WayBack(final long registrationId) {
            this.registrationId = registrationId;
        }
    }

    ClientDoor(final Aeron aeron, final Endpoints endpoints, final long clusterId, final int self,
            final int mtu, final TransportCounters counters) {
        this.aeron = aeron;
        this.endpoints = endpoints;
        this.clusterId = clusterId;
        this.mtu = mtu;
        this.counters = counters;
        subscription = aeron.addSubscription(endpoints.channel(self).build(),
                Streams.streamId(clusterId, 0, self, Streams.CLIENTS), image -> {},
                this::onGone);
    }

    private void onGone(final Image image) {
        assembler.freeSessionBuffer(image.sessionId());
        final WayBack way = ways.remove(image.sessionId());
        if (way != null && way.publication != null) {
            way.publication.close();
        } else if (way != null) {
            aeron.asyncRemovePublication(way.registrationId);
        }
    }

    int poll(final ClientHandler clientHandler, final int limit) {
        handler = clientHandler;
        final int frames = subscription.controlledPoll(assembler, limit);
        if (thrown != null) {
            LangUtil.rethrowUnchecked(thrown);
        }
        return frames;
    }

    private Action onFrame(final DirectBuffer buffer, final int offset, final int length,
            final Header header) {
        if (thrown != null) {
            return Action.ABORT;
        }
        try {
            if (isConnect(buffer, offset, length)) {
                connect(header.sessionId());
            } else if (isAnswerable(header.sessionId())) {
                handler.onFrame(header.sessionId() & 0xffff_ffffL, buffer, offset, length);
            } else {
                return Action.ABORT;             // to be heard by a later poll
            }
        } catch (final RuntimeException | Error fromHandler) {
            thrown = fromHandler;                // kept, since Aeron would swallow it
        }
        return Action.CONTINUE;
    }

    /** Whether there is no way back to wait for. */
    private boolean isAnswerable(final int sessionId) {
        final WayBack way = ways.get(sessionId);
        if (way == null || way.isOpen) {
            return true;
        }
        way.isOpen = isMade(way) && way.publication.isConnected()
                || System.nanoTime() - way.askedNs > PATIENCE_NS;
        return way.isOpen;
    }

    /** What does not look like one is checked by the member, and not twice. */
    private boolean isConnect(final DirectBuffer buffer, final int offset, final int length) {
        if (!ClientRequest.looksLike(ClientRequest.CONNECT, buffer, offset, length)
                || Message.check(buffer, offset, length, clusterId) != Message.Verdict.SOUND
                || Message.typeOf(buffer, offset) != MessageType.CLIENT_REQUEST) {
            return false;                        // the member counts what is wrong with it
        }
        request.wrap(buffer, offset, length);
        return request.isSound() && request.kind() == ClientRequest.CONNECT;
    }

    private void connect(final int sessionId) {
        final String endpoint = request.buffer().getStringWithoutLengthAscii(
                ClientRequest.bodyOffset(), request.bodyLength());
        if (ways.containsKey(sessionId) || ways.size() >= CLIENTS_MAX
                || !endpoints.isEndpointOfClient(endpoint)) {
            return;                              // a client calls until it is heard
        }
        try {
            ways.put(sessionId, new WayBack(aeron.asyncAddExclusivePublication(
                    endpoints.channelToClient(endpoint).mtu(mtu)
                            .termLength(Streams.REPLY_TERM).build(),
                    (int) request.correlation())));
        } catch (final AeronException refused) {
            counters.onRefused();                // the driver is short of something
        }
    }

    boolean reply(final long client, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        final WayBack way = ways.get((int) client);
        if (way == null || !isMade(way)) {
            counters.onLost();
            return true;
        }
        message.seal(length);
        final DirectBuffer head = message.buffer();
        long position = way.publication.offer(head, 0, message.fixedLength(), body, offset, length);
        if (position == Publication.ADMIN_ACTION) {
            position = way.publication.offer(head, 0, message.fixedLength(), body, offset, length);
        }
        if (position == Publication.BACK_PRESSURED || position == Publication.ADMIN_ACTION) {
            counters.onRefused();
            return false;
        }
        if (position < 0) {
            counters.onLost();
        }
        return true;
    }

    private boolean isMade(final WayBack way) {
        if (way.publication == null) {
            try {
                way.publication = aeron.getExclusivePublication(way.registrationId);
            } catch (final AeronException refused) {
                return false;                    // its session will end, and its client call anew
            }
        }
        return way.publication != null;
    }
}
