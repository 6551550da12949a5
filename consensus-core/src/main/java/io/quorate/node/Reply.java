package io.quorate.node;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What became of a call: an {@link Answer} to keep. Immutable but for its bytes. */
public final class Reply {
    private static final byte[] NOTHING = {};

    private final Outcome outcome;
    private final long index;
    private final int leaderId;
    private final byte[] bytes;

    private Reply(final Outcome outcome, final long index, final int leaderId,
            final byte[] bytes) {
        this.outcome = outcome;
        this.index = index;
        this.leaderId = leaderId;
        this.bytes = bytes;
    }

    /** An answer in so many words. */
    public static Reply of(final Outcome outcome, final long index, final int leaderId,
            final byte[] bytes) {
        return new Reply(outcome, index, leaderId, bytes);
    }

    static Reply of(final Answer answer) {
        final DirectBuffer reply = answer.reply();
        final byte[] bytes = new byte[reply.capacity()];
        reply.getBytes(0, bytes);
        return new Reply(answer.outcome(), answer.index(), answer.leaderId(), bytes);
    }

    /** Without the node's answer. */
    static Reply of(final Outcome outcome) {
        return new Reply(outcome, 0, 0, NOTHING);
    }

    /** Any but {@link Outcome#ACCEPTED}. */
    public Outcome outcome() {
        return outcome;
    }

    /** Where the command lies in the log, if it is committed; else 0. */
    public long index() {
        return index;
    }

    /** Who leads as far as the node knows; 0 if it does not. */
    public int leaderId() {
        return leaderId;
    }

    /** Which breaker tripped, if the outcome is {@link Outcome#OVERLOADED}; else null. */
    public Overload overload() {
        return outcome == Outcome.OVERLOADED
                ? Overload.read(new UnsafeBuffer(bytes), bytes.length) : null;
    }

    /** What the state machine replied, if the command is committed; else empty. */
    public byte[] bytes() {
        return bytes;
    }

    /** The same as text in UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return outcome + " index=" + index + " leader=" + leaderId + (overload() == null
                ? " '" + text() + "'" : " " + overload());
    }
}
