package io.quorate.node;

import io.quorate.port.Transport;
import io.quorate.wire.ClientReplies;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers to one client that go as one message: as many as a duty cycle has for it in a row, and as
 * fit into one frame.
 */
final class ReplyBatch {
    private static final int BYTES_MAX = 64 << 10;

    private final Transport transport;
    private final NodeCounters counters;
    private final ClientReplies message;
    private final int limit;
    private final UnsafeBuffer body;
    private long client;
    private int count;
    private int length;

    /**
     * Nothing to be said yet.
     *
     * @param message        to be filled and sent
     * @param maxReplyLength of a single answer, which goes alone if it does not fit into a frame
     */
    ReplyBatch(final Transport transport, final NodeCounters counters,
            final ClientReplies message, final int maxReplyLength) {
        this.transport = transport;
        this.counters = counters;
        this.message = message;
        limit = Math.min(transport.frameCapacity(), BYTES_MAX) - message.fixedLength();
        body = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                Math.max(limit, ClientReplies.lengthOf(maxReplyLength)), Long.BYTES));
    }

    /** One more answer. */
    void add(final long to, final Outcome outcome, final int leaderId, final long correlation,
            final long index, final DirectBuffer reply, final int replyLength) {
        final int more = ClientReplies.lengthOf(replyLength);
        if (to != client || length + more > limit) {
            flush();
        }
        client = to;
        ClientReplies.write(body, length, outcome.code(), leaderId, correlation, index, reply,
                replyLength);
        length += more;
        count++;
    }

    /** Says what there is; what its way does not take at once is lost. */
    void flush() {
        if (count == 0) {
            return;
        }
        message.body(body, length);
        if (!transport.reply(client, message, body, 0, length)) {
            counters.add(NodeCounter.REPLIES_LOST, count);
        }
        count = 0;
        length = 0;
    }
}
