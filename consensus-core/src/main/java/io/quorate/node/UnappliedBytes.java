package io.quorate.node;

import io.quorate.port.LogStorage;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bytes of entries that are committed and not yet applied. It looks into the log only while there
 * are any, at each piece of it once, and at so much in a cycle that nobody waits for it: until it
 * has caught up it tells too little.
 */
final class UnappliedBytes {
    private static final int RUN_BYTES = 64 << 10;
    private static final int RUNS_PER_CYCLE = 16;

    private final LogStorage log;
    private final UnsafeBuffer run = new UnsafeBuffer(0, 0);
    private long seenIndex;
    private long seenBytes;                              // on the same scale as what is applied

    UnappliedBytes(final LogStorage log) {
        this.log = log;
    }

    /**
     * How many wait.
     *
     * @param appliedBytes of all that was applied in this life
     */
    long settle(final long appliedIndex, final long appliedBytes, final long commitIndex) {
        if (seenIndex <= appliedIndex) {
            seenIndex = appliedIndex;
            seenBytes = appliedBytes;
        }
        for (int i = 0; i < RUNS_PER_CYCLE && seenIndex < commitIndex; i++) {
            if (seenIndex + 1 < log.firstIndex()) {
                return 0;                                // a snapshot is about to take its place
            }
            seenIndex = log.read(seenIndex + 1, commitIndex, RUN_BYTES, run);
            seenBytes += run.capacity();
        }
        return seenBytes - appliedBytes;
    }
}
