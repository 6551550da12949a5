package io.quorate.storage.segment;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.agrona.DirectBuffer;

/**
 * Which batches of the segments hold whole entries: what costs most of an opening, since every byte
 * has to be looked at, is done by all cores at once, a segment each, ahead of who takes the batches
 * in their order. It reads the segments' memory until {@link #close}.
 */
final class Inspection implements AutoCloseable {
    private final ForkJoinTask<Integer>[] ends;

    /** Begins with those from an ordinal on. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Inspection(final List<SealedSegment> sealed, final int begin) {
        ends = new ForkJoinTask[sealed.size()];
        for (int ordinal = begin; ordinal < ends.length; ordinal++) {
            final SealedSegment segment = sealed.get(ordinal);
            ends[ordinal] = ForkJoinPool.commonPool().submit(() -> endOfWhole(segment));
        }
    }

    /** Where the first batch that is not whole begins, or the last one ends. */
    private static int endOfWhole(final SealedSegment segment) {
        final DirectBuffer memory = segment.memory();
        int end = 0;
        int at = segment.published(end);
        while (at != SealedSegment.NONE && Batch.end(memory, at) >= 0
                && Recovery.holdsWholeEntries(memory, at)) {
            end = Batch.end(memory, at);
            at = segment.published(end);
        }
        return end;
    }

    /** Whether one that was published there, after whole ones, holds whole entries. */
    boolean isWhole(final int ordinal, final int at) {
        return at < ends[ordinal].join();
    }

    /** Returns when nobody looks any more: a segment may be closed then. */
    @Override
    public void close() {
        for (final ForkJoinTask<Integer> end : ends) {
            if (end != null) {
                end.quietlyJoin();
            }
        }
    }
}
