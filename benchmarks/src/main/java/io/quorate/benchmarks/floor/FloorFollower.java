package io.quorate.benchmarks.floor;

import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies what comes into its log, and says how far it got. */
final class FloorFollower {
    private static final int FRAGMENT_LIMIT = 256;

    private final FloorLog log;
    private final Subscription entries;
    private final ExclusivePublication acknowledgements;
    private final UnsafeBuffer acknowledgement = new UnsafeBuffer(new byte[Long.BYTES]);
    private final FragmentHandler copy;
    private long acknowledged;

    FloorFollower(final FloorLog log, final Subscription entries,
            final ExclusivePublication acknowledgements) {
        this.log = log;
        this.entries = entries;
        this.acknowledgements = acknowledgements;
        this.copy = (buffer, offset, length, header) -> log.append(buffer, offset, length);
    }

    boolean isConnected() {
        return entries.isConnected() && acknowledgements.isConnected();
    }

    void turn() {
        entries.poll(copy, FRAGMENT_LIMIT);
        if (log.position() > acknowledged) {
            acknowledgement.putLong(0, log.position());
            if (acknowledgements.offer(acknowledgement, 0, Long.BYTES) > 0) {
                acknowledged = log.position();
            }
        }
    }
}
