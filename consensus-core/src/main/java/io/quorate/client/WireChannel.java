package io.quorate.client;

import io.quorate.port.ClientTransport;
import io.quorate.port.Transport;
import io.quorate.wire.ClientReplies;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import org.agrona.DirectBuffer;

/** The way to members over a network; what is not a sound reply of this cluster is dropped. */
final class WireChannel implements Channel {
    private static final int LIMIT = 256;
    private static final int RUN_MAX = 64 << 10;

    private final ClientTransport transport;
    private final long clusterId;
    private final ClientReplies replies = new ClientReplies();
    private final ClientReply reply = new ClientReply();
    private final Transport.FrameHandler onFrame = this::onFrame;
    private ReplyHandler handler;

    WireChannel(final ClientTransport transport, final long clusterId) {
        this.transport = transport;
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
        return transport.poll(onFrame, LIMIT);
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
        transport.close();
    }
}
