package io.quorate.storage.segment;

import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.StorageException;
import io.quorate.storage.Stretch;
import io.quorate.storage.Stretches;
import io.quorate.wire.EntryFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * A log on disk, whatever its segments are made of. Entries are written once, in place.
 * <pre>
 *            sealed                         current                          next
 *  [ batch | batch | batch ]   [ batch | batch | header ......      ]   [ 0 0 0 0 0 0 0 ]
 *    ^ first                                     ^ begun     ^ end        kept ready
 * </pre>
 * Nothing on disk is ever overwritten. A batch that begins at an index i takes the place of all
 * entries from i on that were written before it, so a truncation costs nothing: it becomes true
 * with the batch that follows, and a crash in between leaves the old suffix, as if the truncation
 * had not happened yet. A segment holds a rising range of indexes: a truncation below the current
 * segment's base turns to the next segment.
 */
public final class SegmentedLog implements LogStorage {
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Failure failure;
    private final int maxPayloadLength;
    private final Stretches<LogSegment> segments;
    private final BatchWriter writer;
    private final Supply supply;
    private final Watermark watermark;
    private final Syncer syncer;             // these two are null where the page cache will do
    private final Helper sync;
    private long termBeforeFirst;
    private long resetIndex;                 // where it was begun anew, in this run
    private boolean isChanged;               // since it was opened
    private boolean isClosed;

    private SegmentedLog(final Recovery recovered, final Segments made, final long identity,
            final Durability durability, final int maxPayloadLength, final String name) {
        failure = new Failure("the log in " + name);
        this.maxPayloadLength = maxPayloadLength;
        segments = recovered.segments();
        termBeforeFirst = recovered.termBeforeFirst();
        writer = new BatchWriter(identity, recovered.lastIndex(), recovered.lastTerm());
        watermark = new Watermark(recovered.lastIndex());
        supply = new Supply("quorate-segments " + name, failure, made, recovered.nextNumber());
        final boolean isSynced = durability == Durability.FSYNC;
        syncer = isSynced ? new Syncer(watermark, supply) : null;
        sync = isSynced ? Helper.start("quorate-sync " + name, failure, syncer) : null;
    }

    /**
     * Recovers a log, or begins one where there is none, and returns when its first segment is
     * ready.
     *
     * @param segments what the log is made of
     * @param identity of the storage that the log belongs to
     * @param name     of the log, in messages and for its threads
     * @throws StorageException if the log is damaged, and then nothing has been changed, or if no
     *                          segment can be made
     */
    static SegmentedLog open(final Segments segments, final long identity,
            final Durability durability, final int maxPayloadLength, final String name)
            throws IOException {
        final Recovery recovery = Recovery.of(segments.sealed(), identity);
        recovery.repair(durability);
        final SegmentedLog log = new SegmentedLog(recovery, segments, identity, durability,
                maxPayloadLength, name);
        try {
            log.turnToNext();
            return log;
        } catch (final StorageException e) {
            log.release();
            throw e;
        }
    }

    @Override
    public long firstIndex() {
        return segments.first().base();
    }

    @Override
    public long termBeforeFirst() {
        return termBeforeFirst;
    }

    @Override
    public long lastIndex() {
        return writer.lastIndex();
    }

    @Override
    public long durableIndex() {
        failure.check();
        return watermark.durable();
    }

    @Override
    public int maxPayloadLength() {
        return maxPayloadLength;
    }

    @Override
    public boolean hasRoom(final int frameBytes) {
        failure.check();
        return frameBytes <= writer.roomAhead() || frameBytes <= supply.nextRoom();
    }

    @Override
    public long append(final long term, final int type, final DirectBuffer payload,
            final int offset, final int length) {
        failure.check();
        try {
            makeRoom(Stretch.checkedFrameLength(length, maxPayloadLength));
            writer.write(term, type, payload, offset, length);
            return writer.lastIndex();
        } catch (final InternalError e) {
            throw failure.set(e);            // a page of the mapping that the disk did not take
        }
    }

    @Override
    public void appendRun(final DirectBuffer frames, final int offset, final int length,
            final long lastIndex) {
        failure.check();
        try {
            final int to = offset + length;
            int from = offset;
            while (from < to) {
                makeRoom(Stretch.checkedFrameLength(EntryFrame.payloadLength(frames, from),
                        maxPayloadLength));
                from = writer.writeRun(frames, from, to);
            }
        } catch (final InternalError e) {
            throw failure.set(e);
        }
    }

    private void publish() {
        try {
            writer.publish(knownDurable());
        } catch (final InternalError e) {
            throw failure.set(e);
        } catch (final UncheckedIOException e) {
            throw failure.set(e.getCause());
        }
    }

    /** Sees to it that a batch is begun which takes a frame of that length. */
    private void makeRoom(final int frameLength) {
        if (frameLength > writer.room()) {
            publish();                        // counts as such only from endBatch on
            if (frameLength > writer.room()) {
                turnToNext();
            }
        }
        writer.begin(frameLength);
    }

    private void turnToNext() {
        writer.turnTo(supply.take());
        segments.add(writer.segment());
        if (sync != null) {
            syncer.add(writer.segment());
        }
    }

    @Override
    public void endBatch() {
        failure.check();
        publish();
        if (watermark.published() != writer.lastIndex()) {
            announce();
        }
    }

    private void announce() {
        isChanged = true;
        if (sync == null) {
            watermark.publishDurable(writer.lastIndex());
        } else {
            watermark.publish(writer.lastIndex());
            sync.wake();
        }
    }

    @Override
    public long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        failure.check();
        if (toIndex >= writer.firstUnpublished()) {
            publish();                       // before that it may lie elsewhere
        }
        return segments.holding(fromIndex).read(fromIndex, toIndex, maxBytes, view);
    }

    @Override
    public void truncateFrom(final long index) {
        failure.check();
        publish();                              // superseded at once, but all is in order
        while (segments.size() > 1 && isDead(segments.last(), index)) {
            supply.condemn(segments.removeLast());   // the newest first: no gap if we crash
        }
        segments.last().truncateFrom(index);
        writer.cutTo(index - 1, termAt(index - 1), segments.last() == writer.segment());
        watermark.cut(index);
        if (sync != null) {
            sync.wake();
        }
        isChanged = true;
    }

    private long termAt(final long index) {
        return index < firstIndex() ? termBeforeFirst : segments.holding(index).termAt(index);
    }

    private boolean isDead(final LogSegment segment, final long index) {
        return segment.base() > index || segment.base() == index && segment != writer.segment();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A segment goes only when the next one's first entry is durable: what a log begins with, it
     * knows from there.
     */
    @Override
    public void purgeTo(final long index) {
        failure.check();
        while (segments.size() > 1 && segments.first().last() <= index
                && segments.get(1).base() <= watermark.durable()) {
            final LogSegment purged = segments.removeFirst();
            if (purged.count() > 0) {
                termBeforeFirst = purged.termAt(purged.last());
            }
            supply.condemn(purged);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The old segments go, the newest first, and the next one begins with a batch that makes
     * void what is left of them.
     */
    @Override
    public void resetTo(final long index, final long term) {
        failure.check();
        publish();
        while (segments.size() > 0) {
            supply.condemn(segments.removeLast());
        }
        writer.resetTo(index, term);
        termBeforeFirst = term;
        resetIndex = index;
        watermark.reset(index);
        turnToNext();
        writer.beginReset();
        publish();
        announce();
    }

    @Override
    public boolean isReadyToReset() {
        failure.check();
        return supply.nextRoom() > 0;
    }

    /**
     * What recovery may rely on if it is not found. A log that was begun anew counts what came
     * before as durable, for a snapshot holds it; its own files say so only when a sync has seen
     * an entry after it, and so the new beginning.
     */
    private long knownDurable() {
        final long durable = watermark.durable();
        return durable > resetIndex ? durable : 0;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        final boolean wasSound = !failure.isSet();
        try {
            if (wasSound) {
                conclude();
            }
        } finally {
            release();
        }
        if (wasSound) {
            failure.check();                 // it has not been told yet
        }
    }

    /**
     * Ends with a batch of no entries: it makes a last truncation true, and says that everything
     * before it is durable, so that damage to it can never be taken for a torn tail.
     */
    private void conclude() {
        endBatch();
        while (watermark.durable() < writer.lastIndex()) {
            failure.check();
            LockSupport.parkNanos(this, PAUSE_NS);
        }
        if (isChanged) {
            makeRoom(0);
            endBatch();
            announce();
        }
    }

    private void release() {
        if (sync != null) {
            sync.close();
        }
        supply.close();
        while (segments.size() > 0) {
            segments.removeFirst().close();
        }
    }
}
