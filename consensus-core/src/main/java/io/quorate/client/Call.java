package io.quorate.client;

import io.quorate.node.Outcome;
import io.quorate.node.Reply;
import io.quorate.wire.ClientReply;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** One call from its submission to its one answer. */
final class Call {
    final int kind;
    final int level;
    final UnsafeBuffer body;
    final long deadlineNs;
    private final Consumer<Reply> onReply;
    /** How often it was sent: what was sent once and refused was certainly not done. */
    int attempts;
    long sentNs;
    boolean isDone;

    Call(final int kind, final int level, final byte[] body, final long deadlineNs,
            final Consumer<Reply> onReply) {
        this.kind = kind;
        this.level = level;
        this.body = new UnsafeBuffer(body);
        this.deadlineNs = deadlineNs;
        this.onReply = onReply;
    }

    void done(final Outcome outcome) {
        isDone = true;
        onReply.accept(Reply.of(outcome, 0, 0, new byte[0]));
    }

    void done(final Outcome outcome, final ClientReply reply) {
        final byte[] bytes = new byte[reply.bodyLength()];
        reply.buffer().getBytes(ClientReply.bodyOffset(), bytes);
        isDone = true;
        onReply.accept(Reply.of(outcome, reply.index(), reply.leaderId(), bytes));
    }

    /** Given up: refused if it never left, in doubt if it did. */
    void giveUp(final Outcome ifNeverSent) {
        done(attempts == 0 ? ifNeverSent : Outcome.INDETERMINATE);
    }
}
