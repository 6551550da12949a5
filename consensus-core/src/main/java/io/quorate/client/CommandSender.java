package io.quorate.client;

import io.quorate.wire.ClientRequest;
import io.quorate.wire.CommandRun;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends the commands of a session that are due, as many as one message of the channel holds at a
 * time. Nothing waits for company: what is due together goes together.
 */
final class CommandSender {
    private static final int SEQ_BITS = 32;
    private static final long SEQ_MASK = (1L << SEQ_BITS) - 1;

    private final ClientRequest request;
    private final Channel channel;
    private final CallWindow window;
    private final ClientEffort effort;
    private final int capacity;
    private final UnsafeBuffer run;

    CommandSender(final ClientRequest request, final Channel channel, final CallWindow window,
            final ClientEffort effort) {
        this.request = request;
        this.channel = channel;
        this.window = window;
        this.effort = effort;
        capacity = channel.runCapacity();
        run = new UnsafeBuffer(BufferUtil.allocateDirectAligned(capacity, Long.BYTES));
    }

    /** The number by which what is said in a round of a command is known again. */
    static long correlation(final long round, final long seq) {
        return round << SEQ_BITS | seq;
    }

    static long seq(final long correlation) {
        return correlation & SEQ_MASK;
    }

    static long round(final long correlation) {
        return correlation >>> SEQ_BITS;
    }

    /** Sends what is due, up to what the way takes; returns how many commands that were. */
    int send(final int target, final long session, final long nowNs) {
        int sent = 0;
        for (long seq = window.nextDue(); seq != 0; seq = window.nextDue()) {
            final int count = sendFrom(seq, target, session);
            if (count == 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                effort.sent(window.call(seq + i).attempts > 0);
                window.sent(nowNs);
            }
            sent += count;
        }
        return sent;
    }

    /** Sends that one, and those that go with it; 0 if there is no room. */
    private int sendFrom(final long seq, final int target, final long session) {
        request.correlation(correlation(window.round(), seq)).session(session)
                .seq(seq, window.first());
        int count = 0;
        int length = 0;
        while (window.isDue(seq + count)
                && length + CommandRun.lengthOf(length(seq + count)) <= capacity) {
            length = CommandRun.write(run, length, window.call(seq + count).body, 0,
                    length(seq + count));
            count++;
        }
        return count > 1 ? sendRun(target, length, count) : sendOne(target, window.call(seq));
    }

    private int length(final long seq) {
        return window.call(seq).length;
    }

    private int sendRun(final int target, final int length, final int count) {
        request.kind(ClientRequest.COMMANDS, 0).body(run, 0, length);
        return channel.send(target, request, run, 0, length) ? count : 0;
    }

    private int sendOne(final int target, final Call call) {
        request.kind(ClientRequest.COMMAND, 0).body(call.body, 0, call.length);
        return channel.send(target, request, call.body, 0, call.length) ? 1 : 0;
    }
}
