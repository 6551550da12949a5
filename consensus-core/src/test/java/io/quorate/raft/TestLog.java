package io.quorate.raft;

import io.quorate.port.LogStorage;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A log as a list of frames, whose disk keeps what the test says. */
final class TestLog implements LogStorage {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final List<byte[]> frames = new ArrayList<>();
    private boolean isDiskStalled;
    private boolean isFull;
    private long base;                       // the entry before the first
    private long baseTerm;
    private long durable;
    private long published;

    /** Entries of those terms, at indexes 1, 2, 3 ... and on disk. */
    TestLog(final long... terms) {
        for (final long term : terms) {
            append(term, EntryType.COMMAND, NOTHING, 0, 0);
        }
        endBatch();
    }

    void stallDisk(final boolean isStalled) {
        isDiskStalled = isStalled;
        durable = isStalled ? durable : published;
    }

    void fill(final boolean full) {
        isFull = full;
    }

    @Override
    public boolean isReadyToReset() {
        return !isFull;
    }

    /** The machine stops: what the disk had not kept is gone. */
    void crash() {
        while (lastIndex() > durable) {
            frames.remove(frames.size() - 1);
        }
        published = durable;
        isDiskStalled = false;
    }

    List<Long> terms() {
        return frames.stream().map(bytes -> EntryFrame.term(new UnsafeBuffer(bytes), 0)).toList();
    }

    @Override
    public long firstIndex() {
        return base + 1;
    }

    @Override
    public long termBeforeFirst() {
        return baseTerm;
    }

    @Override
    public long lastIndex() {
        return base + frames.size();
    }

    @Override
    public long durableIndex() {
        return durable;
    }

    @Override
    public int maxPayloadLength() {
        return 1024;
    }

    @Override
    public boolean hasRoom(final int frameBytes) {
        return !isFull;
    }

    @Override
    public long append(final long term, final int type, final DirectBuffer payload,
            final int offset, final int length) {
        final byte[] frame = new byte[EntryFrame.frameLength(length)];
        EntryFrame.write(new UnsafeBuffer(frame), 0, lastIndex() + 1, term, type, payload, offset,
                length);
        frames.add(frame);
        return lastIndex();
    }

    @Override
    public void appendRun(final DirectBuffer run, final int offset, final int length,
            final long lastIndex) {
        for (int at = offset; at < offset + length; at += EntryFrame.frameLengthAt(run, at)) {
            final byte[] frame = new byte[EntryFrame.frameLengthAt(run, at)];
            run.getBytes(at, frame);
            frames.add(frame);
        }
    }

    @Override
    public void endBatch() {
        published = lastIndex();
        durable = isDiskStalled ? durable : published;
    }

    @Override
    public long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        final byte[] frame = frames.get((int) (fromIndex - base - 1));   // one entry a run
        view.wrap(frame);
        return fromIndex;
    }

    @Override
    public void truncateFrom(final long index) {
        while (lastIndex() >= index) {
            frames.remove(frames.size() - 1);
        }
        published = Math.min(published, lastIndex());
        durable = Math.min(durable, lastIndex());
    }

    @Override
    public void resetTo(final long index, final long term) {
        frames.clear();
        base = index;
        baseTerm = term;
        published = index;
        durable = index;
    }

    @Override
    public void purgeTo(final long index) {
        while (base < index) {
            baseTerm = EntryFrame.term(new UnsafeBuffer(frames.remove(0)), 0);
            base++;
        }
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
