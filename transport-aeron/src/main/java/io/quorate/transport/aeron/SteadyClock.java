package io.quorate.transport.aeron;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The time of day as of the start of this JVM's transports, and what the monotonic clock has
 * counted since. An embedded driver and its clients tell by epoch time whether the others live,
 * and would all be taken for dead once somebody sets the host's clock.
 */
final class SteadyClock implements EpochClock {
    /** The one of this JVM: whoever compares times must read the same clock. */
    static final SteadyClock INSTANCE =
            new SteadyClock(SystemEpochClock.INSTANCE, SystemNanoClock.INSTANCE);

    private final NanoClock passing;
    private final long startMs;
    private final long startNs;

    SteadyClock(final EpochClock wall, final NanoClock passing) {
        this.passing = passing;
        startMs = wall.time();
        startNs = passing.nanoTime();
    }

    @Override
    public long time() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(passing.nanoTime() - startNs);
    }
}
