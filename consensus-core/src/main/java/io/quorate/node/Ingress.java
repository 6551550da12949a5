package io.quorate.node;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Takes what submitters of this process handed in. */
final class Ingress {
    private final ManyToOneRingBuffer commands;
    private final Seats seats;
    private final Requests requests;
    private final MessageHandler onCommand = this::onCommand;

    Ingress(final IngressConfig config, final Seats seats, final Requests requests) {
        commands = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                config.ringBytes() + RingBufferDescriptor.TRAILER_LENGTH,
                BitUtil.CACHE_LINE_LENGTH)));
        this.seats = seats;
        this.requests = requests;
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
        requests.take(Seats.token(type, Order.slot(buffer, offset)), buffer, offset, length);
    }
}
