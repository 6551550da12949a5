package io.quorate.port;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of frames that a transport could not simply hand on, counted from its opening.
 * Written by the transport's thread alone, readable from any.
 */
public final class TransportCounters {
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();

    /** Frames taken and dropped because the peer was not there to hear them. */
    public long lost() {
        return lost.get();
    }

    /** Frames not taken for the time being, as the way to the peer was full. */
    public long refused() {
        return refused.get();
    }

    /** How often the way to a peer was made anew, its first time not counted. */
    public long reconnects() {
        return reconnects.get();
    }

    /** Counts a lost frame. */
    public void onLost() {
        increment(lost);
    }

    /** Counts a refused frame. */
    public void onRefused() {
        increment(refused);
    }

    /** Counts a way made anew. */
    public void onReconnect() {
        increment(reconnects);
    }

    private static void increment(final AtomicLong counter) {
        counter.setRelease(counter.getPlain() + 1);   // there is one writer: no fence to pay for
    }
}
