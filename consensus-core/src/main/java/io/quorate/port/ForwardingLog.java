package io.quorate.port;

import org.agrona.DirectBuffer;

/** A log that hands everything on to another; who extends it changes what it has a mind to. */
public abstract class ForwardingLog implements LogStorage {
    /** Where everything goes. */
    protected final LogStorage log;

    /** On that log. */
    protected ForwardingLog(final LogStorage log) {
        this.log = log;
    }

    @Override
    public long firstIndex() {
        return log.firstIndex();
    }

    @Override
    public long termBeforeFirst() {
        return log.termBeforeFirst();
    }

    @Override
    public long lastIndex() {
        return log.lastIndex();
    }

    @Override
    public long durableIndex() {
        return log.durableIndex();
    }

    @Override
    public int maxPayloadLength() {
        return log.maxPayloadLength();
    }

    @Override
    public boolean hasRoom(final int frameBytes) {
        return log.hasRoom(frameBytes);
    }

    @Override
    public long append(final long term, final int type, final DirectBuffer payload,
            final int offset, final int length) {
        return log.append(term, type, payload, offset, length);
    }

    @Override
    public void appendRun(final DirectBuffer frames, final int offset, final int length,
            final long lastIndex) {
        log.appendRun(frames, offset, length, lastIndex);
    }

    @Override
    public void endBatch() {
        log.endBatch();
    }

    @Override
    public long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        return log.read(fromIndex, toIndex, maxBytes, view);
    }

    @Override
    public void truncateFrom(final long index) {
        log.truncateFrom(index);
    }

    @Override
    public void resetTo(final long index, final long term) {
        log.resetTo(index, term);
    }

    @Override
    public boolean isReadyToReset() {
        return log.isReadyToReset();
    }

    @Override
    public void purgeTo(final long index) {
        log.purgeTo(index);
    }

    @Override
    public void close() {
        log.close();
    }
}
