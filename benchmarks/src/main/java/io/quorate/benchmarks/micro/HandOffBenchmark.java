package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to hand a command from other threads to a node's own? 1, 2 and 4 producers fill
 * the ring that {@link io.quorate.node.Submitter}s share; the time is that of the one who empties
 * it. With more threads than cores the scheduler is part of it.
 */
@Answers("What does it cost to hand a command from other threads to a node's own?")
public class HandOffBenchmark extends Part {
    private static final int COMMANDS = 1024;
    private static final int RING_BYTES = 1 << 20;
    private static final int BATCH = 256;

    @Param({"1", "2", "4"})
    public int producers;

    @Param({"32"})
    public int payload;

    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH,
                    BitUtil.CACHE_LINE_LENGTH)));
    private final MessageHandler handler = this::onCommand;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;
    private long taken;

    @Setup(Level.Trial)
    public void start() {
        for (int i = 0; i < producers; i++) {
            final Thread thread = new Thread(this::produce, "producer-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    private void produce() {
        final IdleStrategy idle = new YieldingIdleStrategy();
        final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        while (!isOver) {
            if (!ring.write(1, command, 0, payload)) {
                idle.idle();
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long take() {
        final long until = taken + COMMANDS;
        while (taken < until) {
            if (ring.read(handler, BATCH) == 0) {
                Thread.onSpinWait();
            }
        }
        return taken;
    }

    private void onCommand(final int type, final MutableDirectBuffer buffer,
            final int offset, final int length) {
        taken++;
    }

    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
        isOver = true;
        for (final Thread thread : threads) {
            thread.join();
        }
    }
}
