package io.quorate.storage.segment;

import io.quorate.port.StorageException;
import io.quorate.wire.EntryFrame;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * A batch that is not whole, or does not continue the log, and what is to be thought of it. Was the
 * power cut while it was being written, then some sector, of it or of what came before it, never
 * reached the disk and is still full of zeros, and nothing that is lost was known to be durable.
 * Anything else is corruption, which only the other members can mend: to cut it off could lose what
 * this member has acknowledged.
 */
final class Damage {
    private static final int SECTOR = 512;
    private static final long KNOWN_DURABLE = Long.MIN_VALUE;

    private final Recovery recovery;
    private final SealedSegment segment;
    private final DirectBuffer memory;
    private final int at;
    private final boolean isPublished;

    /**
     * What should have continued the log, now that everything before it is recovered: a batch that
     * the segment says was published at a position, or, if it says no such thing, whatever lies
     * behind that position.
     */
    Damage(final Recovery recovery, final SealedSegment segment, final int at,
            final boolean isPublished) {
        this.isPublished = isPublished;
        this.recovery = recovery;
        this.segment = segment;
        this.memory = segment.memory();
        this.at = at;
    }

    /** Whether the header of a batch, whole, lies anywhere from a position on. */
    static boolean hidesBatch(final DirectBuffer memory, final int from) {
        int at = from;
        while (at < memory.capacity() && !Batch.claims(memory, at)) {
            at += EntryFrame.ALIGNMENT;
        }
        return at < memory.capacity();
    }

    /**
     * Whether a header behind the good part of the log tells that something was durable which is
     * not there.
     */
    boolean isKnownDurable(final int end, final List<SealedSegment> newer) {
        long missing = missingBy(segment, end, recovery.lastIndex() + 1);
        for (final SealedSegment other : newer) {
            missing = missingBy(other, 0, missing);
        }
        return missing == KNOWN_DURABLE;
    }

    /** The lowest index that is missing according to all headers of a segment. */
    private long missingBy(final SealedSegment other, final int from, final long missingBefore) {
        final DirectBuffer there = other.memory();
        long missing = missingBefore;
        for (int position = from; position < there.capacity() && missing != KNOWN_DURABLE;
                position += EntryFrame.ALIGNMENT) {
            if (recovery.isOurs(other, position)) {
                missing = Math.min(missing, recovery.firstMissing(
                        Batch.firstIndex(there, position), Batch.termBefore(there, position)));
                if (Batch.durableIndex(there, position) >= missing) {
                    missing = KNOWN_DURABLE;
                }
            }
        }
        return missing;
    }

    /** Whether some sector was never written. */
    boolean looksTorn() {
        if (!isPublished) {
            return true;                     // all zeros, or never published
        }
        if (!Batch.claims(memory, at)) {
            return hasUnwrittenSector(at, at + Batch.HEADER_LENGTH, memory.capacity());
        }
        if (!recovery.isOurs(segment, at) || Batch.end(memory, at) < 0) {
            return false;
        }
        if (Recovery.holdsWholeEntries(memory, at)) {
            return true;                     // what came before it never arrived
        }
        final int bad = firstBadFrame();
        return bad >= 0 && hasUnwrittenSector(bad, endOfFrame(bad), Batch.end(memory, at));
    }

    /** The first frame that is not whole, of those that the header promises; -1 if all are. */
    private int firstBadFrame() {
        final int end = Batch.end(memory, at);
        final long last = Batch.lastIndex(memory, at);
        int position = at + Batch.HEADER_LENGTH;
        for (long index = Batch.firstIndex(memory, at); index <= last; index++) {
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
        final int room = Batch.end(memory, at) - position - EntryFrame.HEADER_LENGTH;
        if (room < 0) {
            return position;                 // the batch's length is wrong, and was never zero
        }
        final int length = EntryFrame.payloadLength(memory, position);
        return position + (length < 0 || length > room ? EntryFrame.HEADER_LENGTH
                : EntryFrame.frameLength(length));
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
                + (recovery.lastIndex() + 1) + " of the log; nothing was changed: move this"
                + " member's directory away and let it rejoin, so that the others restore it");
    }
}
