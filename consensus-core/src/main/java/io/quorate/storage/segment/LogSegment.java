package io.quorate.storage.segment;

import io.quorate.storage.Stretch;
import java.io.IOException;

/**
 * A segment and where its entries lie. The log's thread owns it as a stretch; what the helpers do
 * with its file, they do one at a time.
 */
final class LogSegment extends Stretch {
    private final Segment segment;
    private boolean isGone;                  // guarded by this

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
    synchronized void force() throws IOException {
        if (!isGone) {
            segment.force();
        }
    }

    /** Removes it from disk and memory. */
    synchronized void delete() throws IOException {
        isGone = true;
        segment.delete();
        free();
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
