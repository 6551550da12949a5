package io.quorate.client;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One call from its submission to its one answer. One that came from a {@link CallPool} goes back
 * to it when nobody refers to it any more.
 */
final class Call {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    /** Hears the one answer. */
    @FunctionalInterface
    interface End {
        /** The reply lies in those bytes during the call. */
        void onEnd(Call call, Outcome outcome, long index, int leaderId, DirectBuffer reply,
                int offset, int length);
    }

    private final End end;
    private final CallPool pool;         // null: it is nobody's
    /** What it says; {@link #length} bytes from 0 on. */
    final UnsafeBuffer body;
    int length;
    final int kind;
    final int level;
    long deadlineNs;
    /** What its submitter knows it by, if it came from a pool. */
    long correlationId;
    /** How often it was sent: what was sent once and refused was certainly not done. */
    int attempts;
    /** In which round it was sent last. */
    long round;
    long sentNs;
    boolean isDone;
    private byte[] overload;             // what the newest attempt was told, if it was refused

    /** A call that is made once, of bytes that stay as they are. */
    Call(final int kind, final int level, final byte[] bytes, final long deadlineNs,
            final End end) {
        this.kind = kind;
        this.level = level;
        body = new UnsafeBuffer(bytes);
        length = bytes.length;
        this.deadlineNs = deadlineNs;
        this.end = end;
        pool = null;
    }

    /** A command that is yet to {@link #begin}, again and again. */
    Call(final CallPool pool, final End end) {
        kind = ClientRequest.COMMAND;
        level = 0;
        body = new UnsafeBuffer(new byte[0]);
        this.end = end;
        this.pool = pool;
    }

    /** Another command, whose bytes are copied; its deadline is still to be set. */
    Call begin(final long correlation, final DirectBuffer bytes, final int offset,
            final int bytesLength) {
        correlationId = correlation;
        attempts = 0;
        isDone = false;
        overload = null;
        length = bytesLength;
        if (body.capacity() < bytesLength) {
            body.wrap(new byte[bytesLength]);
        }
        body.putBytes(0, bytes, offset, bytesLength);
        return this;
    }

    void done(final Outcome outcome) {
        isDone = true;
        end.onEnd(this, outcome, 0, 0, NOTHING, 0, 0);
    }

    void done(final Outcome outcome, final ClientReply reply) {
        isDone = true;
        end.onEnd(this, outcome, reply.index(), reply.leaderId(), reply.buffer(),
                ClientReply.bodyOffset(), reply.bodyLength());
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
            overload = new byte[reply.bodyLength()];
            reply.buffer().getBytes(ClientReply.bodyOffset(), overload);
        }
        return true;
    }

    /** Given up: refused if no attempt may have been taken, in doubt if one may. */
    void giveUp(final Outcome ifNeverSent) {
        if (attempts == 0 && overload != null) {
            isDone = true;
            end.onEnd(this, Outcome.OVERLOADED, 0, 0, new UnsafeBuffer(overload), 0,
                    overload.length);
        } else {
            done(attempts == 0 ? ifNeverSent : Outcome.INDETERMINATE);
        }
    }

    /** It is done, and nobody looks at it any more. */
    void release() {
        if (pool != null) {
            pool.giveBack(this);
        }
    }
}
