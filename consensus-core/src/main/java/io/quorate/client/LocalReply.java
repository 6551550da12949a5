package io.quorate.client;

import io.quorate.node.Answer;
import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Tells the answers of a member of this process as a network would have brought them. */
public final class LocalReply {
    private final ClientReply reply = new ClientReply();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[0]);

    /** What has told nothing yet. One thread owns it. */
    public LocalReply() {
    }

    /** Keeps a copy of an answer, in the place of the one before. */
    public LocalReply keep(final Answer answer) {
        frame(answer.outcome(), answer.correlationId(), answer.leaderId(), answer.reply(), 0,
                answer.reply().capacity()).index(answer.index());
        return this;
    }

    /** Tells what was kept; what the handler is given is valid only during the call. */
    public void tell(final Channel.ReplyHandler to) {
        to.onReply(reply);
    }

    /** Tells that a request went nowhere, and why. */
    void refuse(final Outcome outcome, final long correlation, final Channel.ReplyHandler to) {
        frame(outcome, correlation, 0, frame, 0, 0).index(0);
        to.onReply(reply);
    }

    private ClientReply frame(final Outcome outcome, final long correlation, final int leaderId,
            final DirectBuffer body, final int offset, final int length) {
        if (frame.capacity() < ClientReply.bodyOffset() + length) {
            frame.wrap(new byte[ClientReply.bodyOffset() + length]);
        }
        reply.wrap(frame, 0, ClientReply.bodyOffset() + length);
        reply.buffer().putBytes(ClientReply.bodyOffset(), body, offset, length);
        return reply.outcome(outcome.code(), leaderId).correlation(correlation);
    }
}
