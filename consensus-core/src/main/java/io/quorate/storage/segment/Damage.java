package io.quorate.storage.segment;

import io.quorate.port.StorageException;
import io.quorate.wire.EntryFrame;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * A batch that is not whole, and what is to be thought of it. Was the power cut while it was being
 * written, then some sector of it never reached the disk and is still full of zeros, and nobody was
 * told that it was durable. Anything else is corruption, which only the other members can mend: to
 * cut it off could lose what this member has acknowledged.
 */
final class Damage {
    private static final int SECTOR = 512;

    private final SealedSegment segment;
    private final DirectBuffer memory;
    private final int at;
    private final boolean isPublished;
    private final long identity;
    private final long index;

    /**
     * What should have continued the log at an index: a batch that the segment says was published
     * at a position, or, if it says no such thing, whatever lies behind that position.
     */
    Damage(final SealedSegment segment, final int at, final boolean isPublished,
            final long identity, final long index) {
        this.segment = segment;
        this.memory = segment.memory();
        this.at = at;
        this.isPublished = isPublished;
        this.identity = identity;
        this.index = index;
    }

    /** Whether the header of a batch, whole, lies anywhere from a position on. */
    static boolean hidesBatch(final DirectBuffer memory, final int from) {
        int at = from;
        while (at < memory.capacity() && !Batch.claims(memory, at)) {
            at += EntryFrame.ALIGNMENT;
        }
        return at < memory.capacity();
    }

    /** The highest durable index that whole headers behind the good part of the log tell of. */
    long durableBeyond(final int end, final List<SealedSegment> newer) {
        long highest = durableIn(segment, end);
        for (final SealedSegment other : newer) {
            highest = Math.max(highest, durableIn(other, 0));
        }
        return highest;
    }

    private long durableIn(final SealedSegment other, final int from) {
        final DirectBuffer there = other.memory();
        long highest = 0;
        for (int position = from; position <= there.capacity() - Batch.HEADER_LENGTH;
                position += EntryFrame.ALIGNMENT) {
            if (Batch.claims(there, position)
                    && Batch.isOf(there, position, other.number(), identity)) {
                highest = Math.max(highest, Batch.durableIndex(there, position));
            }
        }
        return highest;
    }

    /** Whether some sector of it was never written. */
    boolean looksTorn() {
        if (!isPublished) {
            return true;                     // all zeros, or never published
        }
        if (!Batch.claims(memory, at)) {
            return hasUnwrittenSector(at, at + Batch.HEADER_LENGTH, memory.capacity());
        }
        if (!Batch.isOf(memory, at, segment.number(), identity) || Batch.end(memory, at) < 0) {
            return false;
        }
        final int bad = firstBadFrame();
        if (bad < 0) {
            return Batch.firstIndex(memory, at) > index;    // what came before it never arrived
        }
        return hasUnwrittenSector(bad, endOfFrame(bad), Batch.end(memory, at));
    }

    private int firstBadFrame() {
        final int end = Batch.end(memory, at);
        int position = at + Batch.HEADER_LENGTH;
        while (position < end) {
            final int length = EntryFrame.check(memory, position, end);
            if (length < 0) {
                return position;
            }
            position += length;
        }
        return -1;
    }

    /** As the frame itself has it, or where its header ends if that cannot be true. */
    private int endOfFrame(final int position) {
        final int header = position + EntryFrame.HEADER_LENGTH;
        final int end = Batch.end(memory, at);
        if (header > end) {
            return end;
        }
        final int length = EntryFrame.payloadLength(memory, position);
        return length < 0 || length > end - header ? header
                : position + EntryFrame.frameLength(length);
    }

    /** Whether one of the sectors of a range is zero from where we come to it to its end. */
    private boolean hasUnwrittenSector(final int from, final int to, final int limit) {
        int start = from;
        while (start < to) {
            final int next = Math.min(BitUtil.align(start + 1, SECTOR), limit);
            if (Batch.isZero(memory, start, next)) {
                return true;
            }
            start = next;
        }
        return false;
    }

    StorageException exception() {
        return new StorageException(segment.file() + " is damaged at byte " + at + ", at entry "
                + index + " of the log; nothing was changed: move this member's directory away and"
                + " let it rejoin, so that the others restore it");
    }
}
