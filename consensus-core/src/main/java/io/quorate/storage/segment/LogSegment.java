package io.quorate.storage.segment;

import io.quorate.storage.Stretch;
import java.io.IOException;

/**
 * A segment and where its entries lie. The log's thread owns it as a stretch; what the helpers do
 * with its file, they do one at a time.
 */
final class LogSegment extends Stretch {
    private final Segment segment;
    private boolean isGone;                  // these two are guarded by this
    private boolean isForcing;

    LogSegment(final Segment segment, final int expectedEntries, final int expectedRuns) {
        super(segment.memory(), expectedEntries, expectedRuns);
        this.segment = segment;
    }

    int number() {
        return segment.number();
    }

    /** Null in one that an earlier run filled. */
    OpenSegment open() {
        return segment instanceof OpenSegment open ? open : null;
    }

    /** Makes its bytes durable; nothing to do for one that was deleted meanwhile. */
    void force() throws IOException {
        synchronized (this) {
            if (isGone) {
                return;
            }
            isForcing = true;
        }
        try {
            segment.force();
        } finally {
            synchronized (this) {
                isForcing = false;
            }
        }
    }

    /** Removes it from disk and memory; false, and nothing happens, while it is being forced. */
    boolean delete() throws IOException {
        synchronized (this) {
            if (isForcing) {
                return false;
            }
            isGone = true;
        }
        segment.delete();
        free();
        return true;
    }

    /** Lets go of it. */
    synchronized void close() {
        if (!isGone) {
            isGone = true;
            segment.close();
            free();
        }
    }
}
