package io.quorate.node;

import io.quorate.wire.ClientRequest;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Takes what submitters of this process handed in, and tells them why what cannot be; reads go to
 * {@link PendingReads}.
 */
final class Ingress {
    private final ManyToOneRingBuffer commands;
    private final Seats seats;
    private final Proposer proposer;
    private final Pending pending;
    private final PendingReads reads;
    private final MessageHandler onCommand = this::onCommand;

    Ingress(final IngressConfig config, final Seats seats, final Proposer proposer,
            final Pending pending, final PendingReads reads) {
        commands = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                config.ringBytes() + RingBufferDescriptor.TRAILER_LENGTH,
                BitUtil.CACHE_LINE_LENGTH)));
        this.seats = seats;
        this.proposer = proposer;
        this.pending = pending;
        this.reads = reads;
    }

    /** Any thread: a new submitter that may have so many commands unanswered. */
    Submitter open(final int window) {
        return seats.open(commands, window);
    }

    /** Takes at most so many commands; returns how many there were. */
    int poll(final int limit) {
        return commands.read(onCommand, limit);
    }

    private void onCommand(final int type, final MutableDirectBuffer buffer, final int offset,
            final int length) {
        final long token = Seats.token(type, Order.slot(buffer, offset));
        if (Order.kind(buffer, offset) == ClientRequest.READ) {
            reads.onRead(token, buffer, offset, length);
            return;
        }
        final Outcome outcome = proposer.propose(token, buffer, offset, length);
        if (outcome != Outcome.ACCEPTED) {
            pending.refuse(token, outcome);
        }
    }
}
