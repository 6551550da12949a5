package io.quorate.node;

import io.quorate.port.ForwardingLog;
import io.quorate.port.LogStorage;

/** A disk that stalls when it is told to: what it had not kept by then waits. */
final class SlowDisk extends ForwardingLog {
    private boolean isStalled;
    private long kept;

    SlowDisk(final LogStorage log) {
        super(log);
    }

    void stall(final boolean stalls) {
        kept = log.durableIndex();
        isStalled = stalls;
    }

    @Override
    public long durableIndex() {
        return isStalled ? Math.min(kept, log.lastIndex()) : log.durableIndex();
    }
}
