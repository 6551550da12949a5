package io.quorate.benchmarks.load;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The way to a node and back with no node in between: each command goes through a ring of the kind
 * that brings them in, and an answer comes through one of the kind that brings those out.
 */
public final class HandOff implements Pipe {
    private static final int LIMIT = 1024;               // as many as a node takes in a cycle
    private static final int ANSWER_LENGTH = 16;
    private static final int COMMAND = 1;

    private final ManyToOneRingBuffer commands;
    private final OneToOneRingBuffer answers;
    private final MessageHandler onCommand = this::onCommand;
    private final MessageHandler onAnswer = this::onAnswer;
    private long completed;

    /** Rings that hold a window of such commands, and all their answers. */
    public HandOff(final int window, final int payload) {
        commands = new ManyToOneRingBuffer(ring(2L * window * (payload + 16)));
        answers = new OneToOneRingBuffer(ring(2L * window * (ANSWER_LENGTH + 16)));
    }

    private static UnsafeBuffer ring(final long bytes) {
        final long capacity = BitUtil.findNextPositivePowerOfTwo(Math.max(1 << 16, 8 * bytes));
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                Math.toIntExact(capacity) + RingBufferDescriptor.TRAILER_LENGTH,
                BitUtil.CACHE_LINE_LENGTH));
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        final int at = commands.tryClaim(COMMAND, length);
        if (at < 0) {
            return false;
        }
        commands.buffer().putBytes(at, command, offset, length);
        commands.commit(at);
        return true;
    }

    @Override
    public void turn() {
        commands.read(onCommand, LIMIT);
        answers.read(onAnswer, Integer.MAX_VALUE);
    }

    private void onCommand(final int type, final MutableDirectBuffer buffer, final int offset,
            final int length) {
        final int at = answers.tryClaim(type, ANSWER_LENGTH);
        answers.buffer().putLong(at, buffer.getLong(offset));
        answers.commit(at);
    }

    private void onAnswer(final int type, final MutableDirectBuffer buffer, final int offset,
            final int length) {
        completed++;
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public String toString() {
        return "rings alone";
    }
}
