package io.quorate.storage.segment;

import io.quorate.wire.EntryFrame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The end of the log: entries are written in place behind the last, into a batch of the current
 * segment.
 * <pre>
 *  [ batch | batch | header | frame | frame | 0 0 0 0 0 0 ]
 *                  ^ begun                  ^ end         ^ limit
 * </pre>
 * Owned by the log's thread.
 */
final class BatchWriter {
    private static final int NONE = -1;

    private final long identity;
    private long lastIndex;
    private long lastTerm;
    private LogSegment segment;              // null when the next entry cannot go into the newest
    private OpenSegment open;                // what it is made of
    private UnsafeBuffer batch;              // what it stores the batch in
    private int begun = NONE;                // the position of the batch, until it is published
    private int end;                         // within the batch
    private long batchFirst;
    private long batchTermBefore;

    /** A log that ends with such an entry, and has no segment to write to yet. */
    BatchWriter(final long identity, final long lastIndex, final long lastTerm) {
        this.identity = identity;
        this.lastIndex = lastIndex;
        this.lastTerm = lastTerm;
    }

    long lastIndex() {
        return lastIndex;
    }

    LogSegment segment() {
        return segment;
    }

    /** The first entry of the batch that is begun; if none is, one that no log reaches. */
    long firstUnpublished() {
        return begun == NONE ? Long.MAX_VALUE : batchFirst;
    }

    /** Bytes of frames that fit the batch, or the one that can be begun in this segment. */
    int room() {
        if (begun != NONE) {
            return batch.capacity() - end;
        }
        return segment == null ? -1 : open.room() - Batch.HEADER_LENGTH;
    }

    /** Bytes of frames that fit this segment, in this batch or, when it is full, in another. */
    int roomAhead() {
        return begun == NONE ? room()
                : Math.max(room(), open.room() - end - Batch.HEADER_LENGTH);
    }

    /** From here on entries go to that segment; no batch is begun. */
    void turnTo(final LogSegment empty) {
        segment = empty;
        open = empty.open();
        segment.reset(lastIndex + 1);
    }

    /** Begins a batch if none is, for a frame of that length; there must be {@link #room}. */
    void begin(final int frameLength) {
        if (begun != NONE) {
            return;
        }
        end = Batch.HEADER_LENGTH;
        begun = open.begin(end + frameLength);
        batch = open.batch();
        batchFirst = lastIndex + 1;
        batchTermBefore = lastTerm;
        segment.beginRun();
    }

    /** Writes an entry into the batch, which has room for it. */
    void write(final long term, final int type, final DirectBuffer payload, final int offset,
            final int length) {
        segment.add(begun + end);
        end += EntryFrame.write(batch, end, lastIndex + 1, term, type, payload, offset, length);
        lastIndex++;
        lastTerm = term;
    }

    /** Copies whole frames into the batch, as many as fit, and returns where the rest begins. */
    int writeRun(final DirectBuffer frames, final int from, final int to) {
        final int shift = end - from;
        final int stop = Math.min(to, batch.capacity() - shift);
        int at = from;
        int newest = from;
        while (at < stop) {
            final int next = at + EntryFrame.frameLengthAt(frames, at);
            if (next > stop) {
                break;
            }
            segment.add(begun + at + shift);
            lastIndex++;
            newest = at;
            at = next;
        }
        if (at > from) {
            lastTerm = EntryFrame.term(frames, newest);
            batch.putBytes(end, frames, from, at - from);
            end = at + shift;
        }
        return at;
    }

    /** Publishes the batch if one is begun. */
    void publish(final long durableIndex) {
        if (begun != NONE) {
            Batch.seal(batch, begun, segment.number(), identity, batchFirst, lastIndex,
                    batchTermBefore, durableIndex);
            open.publish(end);
            begun = NONE;
        }
    }

    /** Begins the log anew, after such an entry, in an empty segment that is turned to next. */
    void resetTo(final long index, final long term) {
        lastIndex = index;
        lastTerm = term;
        segment = null;
    }

    /** Begins a batch which says that all before it is void. */
    void beginReset() {
        begin(0);
        batchTermBefore = Batch.anew(batchTermBefore);
    }

    /** The log ends with such an entry now; no batch is begun. */
    void cutTo(final long newLastIndex, final long newLastTerm, final boolean isSegmentKept) {
        lastIndex = newLastIndex;
        lastTerm = newLastTerm;
        segment = isSegmentKept ? segment : null;
    }
}
