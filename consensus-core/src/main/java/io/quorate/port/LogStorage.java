package io.quorate.port;

import org.agrona.DirectBuffer;

/**
 * The replicated log of one node, as {@link io.quorate.wire.EntryFrame}s.
 *
 * <p>Indexes begin at 1 and have no gaps. One thread owns the log and calls everything here; only
 * {@link #durableIndex} may be read from any other. Appending never waits for the disk: what is
 * durable is a position that moves by itself. An I/O error poisons the log for good: the call that
 * learns of it, and every later one, throws {@link StorageException}, and the node stops.
 */
public interface LogStorage extends AutoCloseable {
    /** The lowest index still held; 1 for a new log; {@code lastIndex() + 1} when none is. */
    long firstIndex();

    /** The term of the entry just before {@link #firstIndex}; 0 when there never was one. */
    long termBeforeFirst();

    /** The highest index appended; {@code firstIndex() - 1} when the log holds none. */
    long lastIndex();

    /**
     * The highest index that would survive what the chosen durability promises to survive. Never
     * above what {@link #endBatch} published; falls at once when {@link #truncateFrom} cuts below.
     */
    long durableIndex();

    /** The longest payload that an entry may have, in bytes. */
    int maxPayloadLength();

    /** Whether so many bytes of frames can be appended without waiting for anything. */
    boolean hasRoom(int frameBytes);

    /** Appends one entry and returns its index, {@code lastIndex() + 1}. */
    long append(long term, int type, DirectBuffer payload, int offset, int length);

    /**
     * Appends a run of whole frames just as they are; the caller has checked each of them, and that
     * their indexes continue the log.
     *
     * @param lastIndex the index of the last frame in the run
     */
    void appendRun(DirectBuffer frames, int offset, int length, long lastIndex);

    /**
     * Publishes what was appended since the last call, as one batch: the end of a duty cycle's
     * appends. Does nothing when nothing was. Only a published entry can become durable.
     */
    void endBatch();

    /**
     * Wraps {@code view} round a run of frames in log memory, without a copy: from
     * {@code fromIndex} on, at most to {@code toIndex}, whole frames, at most {@code maxBytes} but
     * at least one frame. A run may end early where the log's memory does. It stays valid until the
     * next {@link #truncateFrom} or {@link #purgeTo} on this thread.
     *
     * @param fromIndex from {@link #firstIndex} to {@link #lastIndex}
     * @return the index of the last frame in the run
     */
    long read(long fromIndex, long toIndex, int maxBytes, DirectBuffer view);

    /** Removes the entry at {@code index}, which must be held, and all after it. */
    void truncateFrom(long index);

    /**
     * Allows all entries up to {@code index} to be dropped; whole segments are, the rest stays.
     *
     * @param index at most {@link #durableIndex}
     */
    void purgeTo(long index);

    /**
     * Forgets all entries: the log begins anew after the entry of that index and term, which a
     * durable snapshot holds. All up to {@code index} counts as durable at once. A crash before the
     * disk has caught up leaves a first part of the old entries or the new beginning.
     *
     * @param index at least 1
     */
    void resetTo(long index, long term);

    /** Whether {@link #resetTo} would wait for nothing; if not, ask again a moment later. */
    default boolean isReadyToReset() {
        return true;
    }

    /** Publishes and makes durable what was appended, and lets go of the files. Idempotent. */
    @Override
    void close();
}
