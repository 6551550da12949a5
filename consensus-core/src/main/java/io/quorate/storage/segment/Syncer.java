package io.quorate.storage.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes durable what was published: one sync for all batches that were published while the last
 * one ran. Runs on a thread of its own.
 */
final class Syncer implements Helper.Duty {
    private final Watermark watermark;
    private final Supply supply;
    private final Queue<LogSegment> added = new ConcurrentLinkedQueue<>();
    private final List<LogSegment> dirty = new ArrayList<>();   // oldest first
    private long served;

    Syncer(final Watermark watermark, final Supply supply) {
        this.watermark = watermark;
        this.supply = supply;
        this.served = watermark.requests();
    }

    /** The log's thread: from here on batches are published in that segment. */
    void add(final LogSegment segment) {
        added.add(segment);
    }

    @Override
    public boolean work() throws IOException {
        final long requests = watermark.requests();
        if (requests == served) {
            return false;
        }
        final long generation = watermark.generation();
        final long index = watermark.published();       // before the force, and no more than that
        addNewSegments();
        for (final LogSegment segment : dirty) {
            segment.force();
        }
        dirty.subList(0, dirty.size() - 1).clear();     // only the newest is still written to
        watermark.reached(index, generation);
        served = requests;
        supply.wake();
        return true;
    }

    private void addNewSegments() {
        LogSegment segment = added.poll();
        while (segment != null) {
            dirty.add(segment);
            segment = added.poll();
        }
    }
}
