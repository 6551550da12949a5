package io.quorate.storage.segment;

import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import io.quorate.storage.Stretches;
import io.quorate.wire.EntryFrame;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * What the segments of earlier runs hold, every checksum of it checked.
 *
 * <p>Batches are taken in the order in which they were written; one that begins at an index i
 * removes all entries from i on that were taken before. The first that is not whole, or does not
 * continue the log, ends it: {@link Damage} decides whether it is a torn tail, which is set aside,
 * or damage that must not be touched. Looking changes nothing on disk; {@link #repair} does.
 */
final class Recovery {
    private static final int TRIM_BYTES = 4 << 10;      // less is not worth the call
    private static final int EXPECTED_FRAME_LENGTH = 256;

    private final long identity;
    private final List<SealedSegment> sealed;
    private final Stretches<LogSegment> live = new Stretches<>();
    private final Deque<LogSegment> dead = new ArrayDeque<>();      // the newest first
    private final int[] ends;                           // of the good part of each segment
    private int begin;                                  // ordinal of the one the log begins in
    private int tornSegment;                            // ordinal of the first one with a torn tail
    private long termBeforeFirst;
    private long lastIndex;
    private long lastTerm;

    /**
     * Looks through all segments.
     *
     * @throws StorageException naming file, position and remedy if they are damaged
     */
    static Recovery of(final List<SealedSegment> sealed, final long identity) {
        final Recovery recovery = new Recovery(sealed, identity);
        try {
            recovery.scan();
            return recovery;
        } catch (final RuntimeException | Error e) {
            CloseHelper.quietCloseAll(sealed);
            throw e;
        }
    }

    private Recovery(final List<SealedSegment> sealed, final long identity) {
        this.sealed = sealed;
        this.identity = identity;
        this.ends = new int[sealed.size()];
        this.tornSegment = sealed.size();
    }

    Stretches<LogSegment> segments() {
        return live;
    }

    long termBeforeFirst() {
        return termBeforeFirst;
    }

    long lastIndex() {
        return lastIndex;
    }

    long lastTerm() {
        return lastTerm;
    }

    /** A number that no segment has had. */
    int nextNumber() {
        return sealed.isEmpty() ? 1 : sealed.get(sealed.size() - 1).number() + 1;
    }

    private void scan() {
        begin = newestBeginning();
        for (int ordinal = begin; ordinal < sealed.size(); ordinal++) {
            if (!scan(ordinal)) {
                tornSegment = ordinal;
                return;
            }
        }
    }

    /** The newest segment that begins with the log anew: those before it are void. */
    private int newestBeginning() {
        int ordinal = sealed.size() - 1;
        while (ordinal > 0 && !beginsAnew(sealed.get(ordinal))) {
            ordinal--;
        }
        return Math.max(ordinal, 0);
    }

    private boolean beginsAnew(final SealedSegment segment) {
        final DirectBuffer memory = segment.memory();
        final int at = segment.published(0);
        return at != SealedSegment.NONE && isOurs(segment, at) && Batch.end(memory, at) >= 0
                && Batch.beginsAnew(memory, at) && holdsWholeEntries(memory, at);
    }

    /** Takes a segment's batches; false if the log ends there in a torn tail. */
    private boolean scan(final int ordinal) {
        final SealedSegment segment = sealed.get(ordinal);
        final DirectBuffer memory = segment.memory();
        final LogSegment stretch =
                new LogSegment(segment, memory.capacity() / EXPECTED_FRAME_LENGTH, 0);
        int end = 0;
        int at = segment.published(end);
        while (at != SealedSegment.NONE) {
            if (!continuesLog(ordinal, stretch, at) || !holdsWholeEntries(memory, at)) {
                judge(ordinal, at, true);
                return false;
            }
            take(stretch, at);
            end = Batch.end(memory, at);
            ends[ordinal] = end;
            at = segment.published(end);
        }
        if (segment.hasTraces(end) && Damage.hidesBatch(memory, end)) {
            judge(ordinal, end, false);
            return false;
        }
        return true;
    }

    private boolean continuesLog(final int ordinal, final LogSegment stretch, final int at) {
        final SealedSegment segment = sealed.get(ordinal);
        final DirectBuffer memory = segment.memory();
        if (!isOurs(segment, at) || Batch.end(memory, at) < 0) {
            return false;
        }
        final long first = Batch.firstIndex(memory, at);
        if (live.size() == 0) {
            return beginsLog(ordinal, first);
        }
        final boolean isFirstOfSegment = live.last() != stretch;
        return first <= lastIndex + 1
                && (isFirstOfSegment || first >= stretch.base())
                && (first < live.first().base()
                        || termAt(first - 1) == Batch.termBefore(memory, at));
    }

    /**
     * A log begins in the oldest of its segments. One before it that holds nothing was written to
     * and lost it, or else it would be gone: what follows was not durable either.
     */
    private boolean beginsLog(final int ordinal, final long first) {
        return first == 1 || ordinal == begin && first > 1;
    }

    private long termAt(final long index) {
        return index < live.first().base() ? termBeforeFirst : live.holding(index).termAt(index);
    }

    static boolean holdsWholeEntries(final DirectBuffer memory, final int at) {
        final int end = Batch.end(memory, at);
        final long last = Batch.lastIndex(memory, at);
        long index = Batch.firstIndex(memory, at);
        long term = Batch.termBefore(memory, at);
        int position = at + Batch.HEADER_LENGTH;
        while (position < end) {
            final int length = EntryFrame.check(memory, position, end);
            if (length < 0 || EntryFrame.index(memory, position) != index
                    || EntryFrame.term(memory, position) < term) {
                return false;
            }
            term = EntryFrame.term(memory, position);
            position += length;
            index++;
        }
        return index == last + 1;
    }

    /** Returns if what lies there, and all that follows, may be set aside. */
    private void judge(final int ordinal, final int at, final boolean isPublished) {
        final Damage damage = new Damage(this, sealed.get(ordinal), at, isPublished);
        final List<SealedSegment> later = sealed.subList(ordinal + 1, sealed.size());
        if (!damage.looksTorn() || damage.isKnownDurable(ends[ordinal], later)) {
            throw damage.exception();
        }
    }

    /** Whether a whole header there was written by this storage for that very segment. */
    boolean isOurs(final SealedSegment segment, final int at) {
        return Batch.claims(segment.memory(), at)
                && Batch.isOf(segment.memory(), at, segment.number(), identity);
    }

    /** The lowest index that is missing if a batch begins at {@code first} after that term. */
    long firstMissing(final long first, final long termBefore) {
        if (first > lastIndex + 1 || live.size() == 0) {
            return lastIndex + 1;
        }
        final boolean isJoint = first >= live.first().base()
                && termAt(first - 1) == termBefore;
        return isJoint ? first : first - 1;
    }

    private void take(final LogSegment stretch, final int at) {
        final DirectBuffer memory = stretch.memory();
        final long first = Batch.firstIndex(memory, at);
        if (live.size() == 0 || live.last() != stretch) {
            join(stretch, first, Batch.termBefore(memory, at));
        }
        stretch.truncateFrom(first);
        live.last().beginRun();
        final int end = Batch.end(memory, at);
        lastTerm = Batch.termBefore(memory, at);
        for (int position = at + Batch.HEADER_LENGTH; position < end;
                position += EntryFrame.frameLengthAt(memory, position)) {
            stretch.add(position);
            lastTerm = EntryFrame.term(memory, position);
        }
        lastIndex = stretch.last();
    }

    private void join(final LogSegment stretch, final long first, final long termBefore) {
        while (live.size() > 0 && live.last().base() >= first) {
            dead.addLast(live.removeLast());
        }
        if (live.size() == 0) {
            termBeforeFirst = termBefore;
        } else {
            live.last().truncateFrom(first);
        }
        stretch.reset(first);
        live.add(stretch);
    }

    /**
     * Sets aside a torn tail, removes what is dead or empty, gives back unused space and, if that
     * is asked for, makes durable what is left. From the newest on, so that a crash in between
     * leaves what the next recovery sees as the same.
     */
    void repair(final Durability durability) throws IOException {
        try {
            for (int ordinal = sealed.size() - 1; ordinal >= begin; ordinal--) {
                repair(ordinal);
            }
            for (int ordinal = begin - 1; ordinal >= 0; ordinal--) {
                sealed.get(ordinal).delete();
            }
            for (final LogSegment segment : dead) {
                segment.delete();
            }
            for (int place = 0; place < live.size() && durability == Durability.FSYNC; place++) {
                live.get(place).force();
            }
        } catch (final IOException | RuntimeException | Error e) {
            CloseHelper.quietCloseAll(sealed);
            throw e;
        }
    }

    private void repair(final int ordinal) throws IOException {
        final SealedSegment segment = sealed.get(ordinal);
        final int end = ends[ordinal];
        final boolean isTorn = ordinal >= tornSegment && segment.published(end) >= 0;
        if (isTorn || segment.hasTraces(end)) {
            segment.setAside(end);
        } else if (end == 0) {
            segment.delete();
        } else if (segment.memory().capacity() - end > TRIM_BYTES) {
            segment.trim(end);
        }
    }
}
