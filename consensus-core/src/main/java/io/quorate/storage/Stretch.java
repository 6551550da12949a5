package io.quorate.storage;

import io.quorate.wire.EntryFrame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A stretch of log memory, and where each of its entries lies. Within a <em>run</em> the frames
 * follow each other without a gap.
 * <pre>
 *  entries     base         base+1        base+2                 base+3
 *  positions   |            |             |                      |
 *  memory      [  frame    ][  frame     ][  frame   ]  header   [  frame   ]
 *              '------------- a run -----------------'           '-- a run --
 * </pre>
 * Costs four bytes an entry, outside the heap; nothing here ever walks over frames. Owned by the
 * log's thread.
 */
public class Stretch {
    private final UnsafeBuffer memory;
    private final Ints positions;
    private final Ints runs;                 // the ordinal of each run's first entry
    private long base;
    private int lastRun;                     // where the last search ended: reads tend to go on

    /** An empty stretch over that memory, with an index that has room for so much. */
    public Stretch(final UnsafeBuffer memory, final int expectedEntries, final int expectedRuns) {
        this.memory = memory;
        this.runs = new Ints(expectedRuns);
        this.positions = new Ints(expectedEntries);
    }

    /**
     * Bytes of a frame for a payload that a log of such a limit may be given.
     *
     * @throws IllegalArgumentException naming both lengths if the payload is too long
     */
    public static int checkedFrameLength(final int payloadLength, final int maxPayloadLength) {
        if (payloadLength > maxPayloadLength) {
            throw new IllegalArgumentException("an entry's payload of " + payloadLength
                    + " bytes is longer than this log takes, which is " + maxPayloadLength);
        }
        return EntryFrame.frameLength(payloadLength);
    }

    /** Begins anew: no entries, and the next one's index is {@code index}. */
    public final void reset(final long index) {
        base = index;
        positions.cutTo(0);
        runs.cutTo(0);
        lastRun = 0;
    }

    /** The memory that positions are offsets into. */
    public final UnsafeBuffer memory() {
        return memory;
    }

    /** The lowest index here, or that of the next entry when there is none. */
    public final long base() {
        return base;
    }

    /** The highest index here; {@code base() - 1} when there is none. */
    public final long last() {
        return base + positions.size() - 1;
    }

    /** How many entries lie here. */
    public final int count() {
        return positions.size();
    }

    /** How many runs they make. */
    public final int runCount() {
        return runs.size();
    }

    /** Says that the next entry will not follow the one before without a gap. */
    public final void beginRun() {
        final int count = positions.size();
        if (runs.size() == 0 || runs.get(runs.size() - 1) < count) {
            runs.add(count);
        }
    }

    /** Adds the entry after {@link #last}, whose frame is at that position. */
    public final void add(final int position) {
        if (runs.size() == 0) {
            runs.add(0);
        }
        positions.add(position);
    }

    /** Forgets the entries from an index on; {@code index >= base()}. */
    public final void truncateFrom(final long index) {
        if (index > last()) {
            return;
        }
        positions.cutTo((int) (index - base));
        while (runs.size() > 0 && runs.get(runs.size() - 1) >= positions.size()) {
            runs.cutTo(runs.size() - 1);
        }
        lastRun = 0;
    }

    /** The term of an entry that is held here. */
    public final long termAt(final long index) {
        return EntryFrame.term(memory, positions.get((int) (index - base)));
    }

    /** Where the frame of an entry that is held here ends. */
    public final int endOf(final long index) {
        return endOf((int) (index - base));
    }

    private int endOf(final int ordinal) {
        final int position = positions.get(ordinal);
        return position + EntryFrame.frameLengthAt(memory, position);
    }

    /** As {@link io.quorate.port.LogStorage#read}; {@code fromIndex} is held here. */
    public final long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        final int first = (int) (fromIndex - base);
        final int start = positions.get(first);
        int last = (int) Math.min(toIndex - base, endOfRun(first));
        int end = endOf(last);
        if (end - start > maxBytes) {
            last = lastWithin(first, last, start, maxBytes);
            end = endOf(last);
        }
        view.wrap(memory, start, end - start);
        return base + last;
    }

    private int endOfRun(final int ordinal) {
        if (lastRun >= runs.size() || runs.get(lastRun) > ordinal) {
            lastRun = 0;
        }
        if (lastRun + 1 < runs.size() && runs.get(lastRun + 1) <= ordinal) {
            lastRun++;                       // going on: the next run, most of the time
            if (lastRun + 1 < runs.size() && runs.get(lastRun + 1) <= ordinal) {
                lastRun = runs.floor(lastRun, ordinal);
            }
        }
        return lastRun + 1 < runs.size() ? runs.get(lastRun + 1) - 1 : positions.size() - 1;
    }

    /** Within a run a frame ends where the next begins. */
    private int lastWithin(final int first, final int last, final int start, final int maxBytes) {
        int low = first;                     // at least one frame, whatever its length
        int high = last - 1;                 // the last one is known not to fit
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (positions.get(middle + 1) - start <= maxBytes) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Lets go of the index; the memory is its owner's business. */
    public void free() {
        positions.free();
        runs.free();
    }
}
