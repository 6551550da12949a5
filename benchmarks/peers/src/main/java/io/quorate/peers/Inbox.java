package io.quorate.peers;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Numbers of answered commands, from a peer's own threads to the client's. Whoever waits here
 * yields a few times, then sleeps until it is woken: a client that spins would take a core from the
 * system that it measures. Allocates nothing once made.
 */
public final class Inbox {
    private static final int YIELDS = 20;
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int ANSWER = 1;

    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                    (1 << 20) + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));
    private final ThreadLocal<UnsafeBuffer> letters =
            ThreadLocal.withInitial(() -> new UnsafeBuffer(new byte[Long.BYTES]));
    private final MessageHandler onMessage = (type, buffer, index, length) ->
            hear(buffer.getLong(index));
    private LongConsumer onAnswer;
    private volatile Thread sleeper;

    /** Any thread: a command was answered. */
    public void put(final long number) {
        final UnsafeBuffer letter = letters.get();
        letter.putLong(0, number);
        while (!ring.write(ANSWER, letter, 0, Long.BYTES)) {
            Thread.onSpinWait();
        }
        final Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** The client's thread: hands on what has come, after a wait if need be. */
    @SuppressWarnings("ThreadPriorityCheck")     // the system under test needs the core
    public void poll(final LongConsumer handler) {
        onAnswer = handler;
        for (int i = 0; i < YIELDS; i++) {
            if (ring.read(onMessage) > 0) {
                return;
            }
            Thread.yield();
        }
        sleeper = Thread.currentThread();
        if (ring.read(onMessage) == 0) {
            LockSupport.parkNanos(NAP_NS);
        }
        sleeper = null;
        ring.read(onMessage);
    }

    private void hear(final long number) {
        onAnswer.accept(number);
    }
}
