package io.quorate.storage.chronicle;

import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.RollCycleArithmetic;

/**
 * The roll cycle, and the clock, of a queue that never rolls: time stands still in cycle 1, so a
 * queue has one file. A new segment of the log is a new queue instead.
 */
final class OnlyCycle implements RollCycle, TimeProvider {
    static final OnlyCycle INSTANCE = new OnlyCycle();

    /** The file's name without its ending; Chronicle makes it of the format and the clock. */
    static final String NAME = "19700101-000001R";

    private static final int LENGTH_MS = 1_000;   // names have seconds: no cycle may be shorter

    /** Chronicle's own index, which nobody reads: as small as 2^28 documents in a file allow. */
    private final RollCycleArithmetic arithmetic = RollCycleArithmetic.of(64, 1 << 16);

    private OnlyCycle() {
    }

    @Override
    public long currentTimeMillis() {
        return LENGTH_MS;
    }

    @Override
    public String format() {
        return "yyyyMMdd-HHmmss'R'";
    }

    @Override
    public int lengthInMillis() {
        return LENGTH_MS;
    }

    @Override
    public int defaultIndexCount() {
        return arithmetic.indexCount();
    }

    @Override
    public int defaultIndexSpacing() {
        return arithmetic.indexSpacing();
    }

    @Override
    public long toIndex(final int cycle, final long sequenceNumber) {
        return arithmetic.toIndex(cycle, sequenceNumber);
    }

    @Override
    public long toSequenceNumber(final long index) {
        return arithmetic.toSequenceNumber(index);
    }

    @Override
    public int toCycle(final long index) {
        return arithmetic.toCycle(index);
    }

    @Override
    public long maxMessagesPerCycle() {
        return arithmetic.maxMessagesPerCycle();
    }
}
