package io.quorate.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client that keeps a window of commands outstanding: one completes, the next is offered.
 *
 * <p>The clock is read once per cycle, and stamps every command that was offered or completed in
 * it; so each command's latency is recorded, at the price of one reading for a whole batch. A
 * command is stamped before it is offered and after it was seen to complete: what is recorded is
 * never shorter than what happened. Not thread-safe; allocates nothing once made.
 */
public final class ClosedLoop {
    /** A command carries its number, so that each is told from every other. */
    public static final int PAYLOAD_MIN = Long.BYTES;

    private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(10);

    private final Pipe pipe;
    private final int window;
    private final UnsafeBuffer command;
    private final long[] offeredAtNs;
    private final Histogram latencyNs = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private long offered;
    private long completed;
    private long goal;
    private long nowNs;
    private long progressNs;

    /**
     * A client with nothing outstanding.
     *
     * @param window  how many commands are outstanding at most, 1 or more
     * @param payload bytes of each command, {@value #PAYLOAD_MIN} or more
     */
    public ClosedLoop(final Pipe pipe, final int window, final int payload) {
        this.pipe = pipe;
        this.window = window;
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        this.offeredAtNs = new long[BitUtil.findNextPositivePowerOfTwo(window)];
        command.setMemory(0, payload, (byte) 'q');
    }

    /**
     * Goes on until so many more commands are completed, and leaves the window full. What a cycle
     * completes beyond that counts for the next call: after many calls as many are completed as
     * were asked for.
     *
     * @throws IllegalStateException if nothing completes for 10 seconds
     */
    public void complete(final long commands) {
        goal += commands;
        begin();
        while (completed < goal) {
            fill();
            pipe.turn();
            settle();
        }
    }

    /** Completes what is outstanding and offers no more. */
    public void drain() {
        begin();
        while (completed < offered) {
            pipe.turn();
            settle();
        }
        goal = completed;
    }

    private void begin() {
        nowNs = System.nanoTime();
        progressNs = nowNs;
    }

    private void fill() {
        while (offered - completed < window) {
            command.putLong(0, offered);
            if (!pipe.offer(command, 0, command.capacity())) {
                return;
            }
            offeredAtNs[slot(offered)] = nowNs;
            offered++;
        }
    }

    private void settle() {
        final long total = pipe.completed();
        nowNs = System.nanoTime();
        if (total > completed) {
            record(total);
            progressNs = nowNs;
        } else if (nowNs - progressNs > STALLED_NS) {
            throw new IllegalStateException("no command has completed for 10 s, "
                    + (offered - completed) + " are outstanding: " + pipe);
        }
    }

    /** Commands of one cycle share their two stamps, and are recorded at once. */
    private void record(final long total) {
        while (completed < total) {
            final long stampNs = offeredAtNs[slot(completed)];
            final long first = completed;
            do {
                completed++;
            } while (completed < total && offeredAtNs[slot(completed)] == stampNs);
            latencyNs.recordValueWithCount(
                    Math.min(nowNs - stampNs, latencyNs.getHighestTrackableValue()),
                    completed - first);
        }
    }

    private int slot(final long number) {
        return (int) number & offeredAtNs.length - 1;
    }

    /** Commands that the pipe took. */
    public long offered() {
        return offered;
    }

    /** What was recorded since the last {@link #beginInterval}, in nanoseconds. */
    public Histogram latencyNs() {
        return latencyNs;
    }

    /** Forgets what was recorded so far. */
    public void beginInterval() {
        latencyNs.reset();
        latencyNs.setStartTimeStamp(System.currentTimeMillis());
    }

    /** Sets the time at which the recorded interval ended. */
    public void endInterval() {
        latencyNs.setEndTimeStamp(System.currentTimeMillis());
    }
}
