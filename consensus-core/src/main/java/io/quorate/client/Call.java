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
    /** In which round it was sent last. */
    long round;
    long sentNs;
    boolean isDone;
    private byte[] overload;             // what the newest attempt was told, if it was refused

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
        isDone = true;
        onReply.accept(Reply.of(outcome, reply.index(), reply.leaderId(), bytesOf(reply)));
    }

    private static byte[] bytesOf(final ClientReply reply) {
        final byte[] bytes = new byte[reply.bodyLength()];
        reply.buffer().getBytes(ClientReply.bodyOffset(), bytes);
        return bytes;
    }

    /**
     * It was turned away. By a breaker, that attempt is certainly not done.
     *
     * @return whether it is to be tried again: not, without patience, for want of room
     */
    boolean goesOn(final Outcome outcome, final ClientReply reply, final boolean isPatient) {
        if (outcome == Outcome.OVERLOADED && !isPatient) {
            done(outcome, reply);
            return false;
        }
        if (outcome == Outcome.OVERLOADED) {
            attempts = Math.max(0, attempts - 1);
            overload = bytesOf(reply);
        }
        return true;
    }

    /** Given up: refused if no attempt may have been taken, in doubt if one may. */
    void giveUp(final Outcome ifNeverSent) {
        if (attempts == 0 && overload != null) {
            isDone = true;
            onReply.accept(Reply.of(Outcome.OVERLOADED, 0, 0, overload));
        } else {
            done(attempts == 0 ? ifNeverSent : Outcome.INDETERMINATE);
        }
    }
}
