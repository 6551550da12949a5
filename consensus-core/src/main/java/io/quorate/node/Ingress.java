package io.quorate.node;

import io.quorate.raft.Raft;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Brings what submitters of this process handed in to the log, or tells them why not. */
final class Ingress {
    private final ManyToOneRingBuffer commands;
    private final Seats seats;
    private final Raft raft;
    private final Pending pending;
    private final MessageHandler onCommand = this::onCommand;

    Ingress(final IngressConfig config, final Seats seats, final Raft raft,
            final Pending pending) {
        commands = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                config.ringBytes() + RingBufferDescriptor.TRAILER_LENGTH,
                BitUtil.CACHE_LINE_LENGTH)));
        this.seats = seats;
        this.raft = raft;
        this.pending = pending;
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
        final long token = Seats.token(type, buffer.getLong(offset));
        final long index = pending.hasRoom()
                ? raft.propose(buffer, offset + Submitter.PREFIX_LENGTH,
                        length - Submitter.PREFIX_LENGTH)
                : Raft.BACK_PRESSURED;
        if (index > 0) {
            pending.taken(index, token);
        } else {
            pending.refuse(token, index == Raft.NOT_LEADER ? Outcome.NOT_LEADER
                    : Outcome.BACK_PRESSURED);
        }
    }
}
