package io.quorate.storage.segment;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps one segment ready for the log to turn to, and removes those that it is done with. The work
 * is a helper's; the log's thread asks.
 */
final class Supply implements Helper.Duty {
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Segments segments;
    private final Failure failure;
    private final Helper helper;
    private final Queue<LogSegment> condemned = new ConcurrentLinkedQueue<>();
    private volatile LogSegment next;
    private volatile int expectedEntries;    // as many as in the last that was taken
    private volatile int expectedRuns;
    private LogSegment taken;                // the log's thread's
    private volatile boolean isClosing;
    private int nextNumber;

    /** Begins to make the segment of that number, on a thread of that name. */
    Supply(final String name, final Failure failure, final Segments segments,
            final int nextNumber) {
        this.segments = segments;
        this.failure = failure;
        this.nextNumber = nextNumber;
        this.helper = Helper.start(name, failure, this);
    }

    @Override
    public boolean work() throws IOException {
        if (isClosing && next != null) {
            condemned.add(next);             // never used
            next = null;
        }
        if (next == null && !isClosing) {
            next = new LogSegment(segments.create(nextNumber), expectedEntries,
                    expectedRuns);
            nextNumber++;
            return true;
        }
        final LogSegment segment = condemned.peek();
        final boolean isDeleted = segment != null && segment.delete();
        if (isDeleted) {
            condemned.remove();
        }
        return isDeleted;
    }

    /** Bytes of frames that fit a batch of the next segment; 0 when it is not there yet. */
    int nextRoom() {
        final LogSegment ready = next;
        return ready == null ? 0 : ready.open().room() - Batch.HEADER_LENGTH;
    }

    /**
     * The next segment, empty and full of zeros. Waits until it is there: the only wait of the
     * log's thread, and one that {@link io.quorate.port.LogStorage#hasRoom} spares it.
     */
    LogSegment take() {
        if (taken != null) {
            expectedEntries = taken.count();
            expectedRuns = taken.runCount();
        }
        while (next == null) {
            failure.check();
            LockSupport.parkNanos(this, PAUSE_NS);
        }
        taken = next;
        next = null;
        helper.wake();
        return taken;
    }

    /** Says that a segment which was being forced no longer is. */
    void wake() {
        helper.wake();
    }

    /** Has a segment removed, after all that were condemned before it. */
    void condemn(final LogSegment segment) {
        condemned.add(segment);
        helper.wake();
    }

    /** Returns when all that was condemned is removed, and the segment that was kept ready too. */
    void close() {
        isClosing = true;
        helper.close();
        condemned.forEach(LogSegment::close);    // there are some only if the helper failed
        if (next != null) {
            next.close();
        }
        try {
            segments.close();
        } catch (final IOException e) {
            failure.set(e);
        }
    }
}
