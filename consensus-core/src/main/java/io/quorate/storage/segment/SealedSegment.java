package io.quorate.storage.segment;

import java.io.IOException;

/** A segment that an earlier run of the process left behind; it is read and never added to. */
public interface SealedSegment extends Segment {
    /** What {@link #published} says when there is nothing more. */
    int NONE = -1;

    /**
     * The position of the batch that was published next after a position, or {@link #NONE}. What
     * lies there may be damaged: the answer is only that a batch was begun and, as far as can be
     * seen, published there. It never skips what it cannot read: a log could begin behind the gap
     * and look whole. Never throws and reads nothing outside the memory, whatever it holds.
     *
     * @param from 0, or where the batch before ends
     */
    int published(int from);

    /**
     * Whether anything is left, at or after a position, of a batch that was never published or is
     * damaged beyond recognition: any byte but zero.
     *
     * @param from where the last batch ends that {@link #published} found, or 0
     */
    default boolean hasTraces(final int from) {
        return !Batch.isZero(memory(), from, memory().capacity());
    }

    /**
     * Takes everything from a position on out of the segment, durably, and keeps it in a file
     * beside it for people to look at. With 0 that is the segment as a whole, which is closed then.
     *
     * @param from 0, or where the last batch to be kept ends
     */
    void setAside(int from) throws IOException;

    /**
     * May give back the disk space from a position on, where there is nothing but zeros.
     *
     * @param from where the last batch ends
     */
    default void trim(final int from) throws IOException {
        // it is only space
    }
}
