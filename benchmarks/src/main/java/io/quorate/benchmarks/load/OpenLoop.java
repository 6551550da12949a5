package io.quorate.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client that offers commands by a schedule that waits for nobody: each command's latency counts
 * from the moment at which it was due, so that a stall has as many victims as it would have had.
 *
 * <p>Where the pipe takes no more, what is due waits here, and its time runs. Not thread-safe;
 * allocates nothing once made.
 */
public final class OpenLoop {
    private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(10);

    private final Pipe pipe;
    private final double intervalNs;
    private final UnsafeBuffer command;
    private final long[] dueAtNs;
    private final Histogram latencyNs = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private long startNs;
    private long scheduledAtStart;
    private long scheduled;
    private long offered;
    private long completed;

    /**
     * A client with nothing outstanding.
     *
     * @param ratePerSecond commands due in a second, 1 to 10 million
     * @param outstanding   how many may be due or under way and not completed; what is due beyond
     *                      that is offered late, and its lateness counts
     * @param payload       bytes of each command, {@value ClosedLoop#PAYLOAD_MIN} or more
     * @throws IllegalArgumentException if the rate is out of range
     */
    public OpenLoop(final Pipe pipe, final int ratePerSecond, final int outstanding,
            final int payload) {
        if (ratePerSecond < 1 || ratePerSecond > 10_000_000) {
            throw new IllegalArgumentException(
                    "rate must be 1 to 10000000 commands per second, not " + ratePerSecond);
        }
        this.pipe = pipe;
        this.intervalNs = (double) TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        this.dueAtNs = new long[BitUtil.findNextPositivePowerOfTwo(outstanding)];
        command.setMemory(0, payload, (byte) 'q');
    }

    /** Begins the schedule anew, now, and forgets what was recorded; nothing is outstanding. */
    public void beginInterval() {
        latencyNs.reset();
        latencyNs.setStartTimeStamp(System.currentTimeMillis());
        startNs = System.nanoTime();
        scheduledAtStart = scheduled;
    }

    /** Sets the time at which the recorded interval ended. */
    public void endInterval() {
        latencyNs.setEndTimeStamp(System.currentTimeMillis());
    }

    /**
     * Goes on until so many more commands are completed.
     *
     * @throws IllegalStateException if nothing completes for 10 seconds
     */
    public void complete(final long commands) {
        final long end = completed + commands;
        long progressNs = System.nanoTime();
        while (completed < end) {
            schedule(System.nanoTime());
            progressNs = turn(progressNs);
        }
    }

    /** Completes what is due, and lets nothing more become due. */
    public void drain() {
        long progressNs = System.nanoTime();
        while (completed < scheduled) {
            progressNs = turn(progressNs);
        }
    }

    private void schedule(final long nowNs) {
        while (scheduled - completed < dueAtNs.length) {
            final long dueNs =
                    startNs + (long) ((scheduled - scheduledAtStart) * intervalNs);
            if (dueNs - nowNs > 0) {
                return;
            }
            dueAtNs[slot(scheduled)] = dueNs;
            scheduled++;
        }
    }

    private long turn(final long progressNs) {
        while (offered < scheduled) {
            command.putLong(0, offered);
            if (!pipe.offer(command, 0, command.capacity())) {
                break;
            }
            offered++;
        }
        pipe.turn();
        final long total = pipe.completed();
        final long nowNs = System.nanoTime();
        if (total == completed && completed < scheduled && nowNs - progressNs > STALLED_NS) {
            throw new IllegalStateException("no command has completed for 10 s, "
                    + (scheduled - completed) + " are due: " + pipe);
        }
        final boolean isIdle = completed == scheduled;
        final long progress = total > completed || isIdle ? nowNs : progressNs;
        while (completed < total) {
            latencyNs.recordValue(Math.min(nowNs - dueAtNs[slot(completed)],
                    latencyNs.getHighestTrackableValue()));
            completed++;
        }
        return progress;
    }

    private int slot(final long number) {
        return (int) number & dueAtNs.length - 1;
    }

    /** Commands that the pipe took. */
    public long offered() {
        return offered;
    }

    /** What was recorded since the last {@link #beginInterval}, in nanoseconds. */
    public Histogram latencyNs() {
        return latencyNs;
    }
}
