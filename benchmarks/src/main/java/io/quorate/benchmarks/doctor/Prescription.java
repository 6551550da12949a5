package io.quorate.benchmarks.doctor;

import java.util.concurrent.TimeUnit;

/**
 * The smallest sane settings of a host: a timeout of ten times the hiccup that one wait of a
 * thousand has while all processors are taken, as a timeout that is nearer deposes leaders who
 * merely waited for one; and ten heartbeats within it.
 *
 * @param heartbeatMs  of a leader; 1 or more
 * @param timeoutMsMin the shortest election timeout; at least ten heartbeats
 * @param timeoutMsMax the longest: twice the shortest
 */
public record Prescription(long heartbeatMs, long timeoutMsMin, long timeoutMsMax) {
    private static final int HICCUPS = 10;
    private static final int HEARTBEATS = 10;

    /** What that hiccup, in nanoseconds, allows. */
    public static Prescription of(final long hiccupNs) {
        final long shortestNs = HICCUPS * hiccupNs;
        final long heartbeatMs = Math.max(1,
                ceil(shortestNs, HEARTBEATS * TimeUnit.MILLISECONDS.toNanos(1)));
        final long timeoutMs = HEARTBEATS * heartbeatMs;
        return new Prescription(heartbeatMs, timeoutMs, 2 * timeoutMs);
    }

    private static long ceil(final long value, final long unit) {
        return (value + unit - 1) / unit;
    }

    @Override
    public String toString() {
        return "heartbeat=" + heartbeatMs + "ms election-timeout=" + timeoutMsMin + "ms.."
                + timeoutMsMax + "ms";
    }
}
