package io.quorate.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What became of frames that a transport could not simply hand on, counted from its opening.
 * Written by the transport's thread alone, readable from any.
 */
public final class TransportCounters {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LOST = 0;
    private static final int REFUSED = 1;
    private static final int RECONNECTS = 2;

    private final long[] counts = new long[3];

    /** Frames taken and dropped because the peer was not there to hear them. */
    public long lost() {
        return get(LOST);
    }

    /** Frames not taken for the time being, as the way to the peer was full. */
    public long refused() {
        return get(REFUSED);
    }

    /** How often the way to a peer was made anew, its first time not counted. */
    public long reconnects() {
        return get(RECONNECTS);
    }

    /** Counts a lost frame. */
    public void onLost() {
        increment(LOST);
    }

    /** Counts a refused frame. */
    public void onRefused() {
        increment(REFUSED);
    }

    /** Counts a way made anew. */
    public void onReconnect() {
        increment(RECONNECTS);
    }

    private long get(final int counter) {
        return (long) COUNT.getAcquire(counts, counter);
    }

    private void increment(final int counter) {
        COUNT.setRelease(counts, counter, counts[counter] + 1);   // one writer: no fence to pay for
    }
}
