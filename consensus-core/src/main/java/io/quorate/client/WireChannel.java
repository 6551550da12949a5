package io.quorate.client;

import io.quorate.port.ClientTransport;
import io.quorate.port.Liveness;
import io.quorate.port.Transport;
import io.quorate.wire.ClientReplies;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntHashSet;

/** The way to members over a network; what is not a sound reply of this cluster is dropped. */
final class WireChannel implements Channel {
    private static final int LIMIT = 256;
    private static final int RUN_MAX = 64 << 10;

    private final ClientTransport transport;
    private final Liveness links;
    private final Liveness.LostHandler onLost;
    private final IntHashSet lost = new IntHashSet();    // whose process has ended, as links tell
    private final long clusterId;
    private final ClientReplies replies = new ClientReplies();
    private final ClientReply reply = new ClientReply();
    private final Transport.FrameHandler onFrame = this::onFrame;
    private ReplyHandler handler;

    WireChannel(final ClientTransport transport, final Liveness links, final long clusterId) {
        this.transport = transport;
        this.links = links;
        onLost = lost::add;
        this.clusterId = clusterId;
    }

    @Override
    public boolean send(final int member, final ClientRequest request, final DirectBuffer body,
            final int offset, final int length) {
        return transport.send(member, request, body, offset, length);
    }

    @Override
    public int poll(final ReplyHandler replyHandler) {
        handler = replyHandler;
        return transport.poll(onFrame, LIMIT) + links.poll(onLost);
    }

    /** Told once if the member is back already: what it was asked in its life before is lost. */
    @Override
    public boolean isGone(final int member) {
        final boolean isLost = lost.contains(member);
        if (isLost && links.isWatching(member)) {
            lost.remove(member);
        }
        return isLost;
    }

    private void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        if (Message.check(buffer, offset, length, clusterId) != Message.Verdict.SOUND
                || Message.typeOf(buffer, offset) != MessageType.CLIENT_REPLIES) {
            return;
        }
        replies.wrap(buffer, offset, length);
        if (replies.isSound()) {
            for (int at = replies.first(); replies.has(at); at = replies.next(at)) {
                replies.read(at, reply);
                handler.onReply(reply);
            }
        }
    }

    @Override
    public int runCapacity() {
        return Math.min(transport.frameCapacity(), RUN_MAX) - ClientRequest.bodyOffset();
    }

    @Override
    public void close() {
        links.close();
        transport.close();
    }
}
