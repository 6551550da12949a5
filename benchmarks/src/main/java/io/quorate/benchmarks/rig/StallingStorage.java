package io.quorate.benchmarks.rig;

import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/**
 * A storage whose disk can stall: while it does, nothing that is written becomes durable, as far as
 * its node can tell. Whether it stalls is asked for, and may be told from any thread.
 */
final class StallingStorage {
    private StallingStorage() {
    }

    static Storage of(final Storage storage, final BooleanSupplier stalls) {
        return new Storage(new Log(storage.log(), stalls), new Votes(storage.votes(), stalls),
                storage.snapshots());
    }

    /** Its durable index stands where it was when the disk stalled, and falls where entries go. */
    private static final class Log implements LogStorage {
        private static final long FREE = Long.MAX_VALUE;

        private final LogStorage log;
        private final BooleanSupplier stalls;
        private volatile long ceiling = FREE;

        Log(final LogStorage log, final BooleanSupplier stalls) {
            this.log = log;
            this.stalls = stalls;
        }

        @Override
        public long durableIndex() {
            if (!stalls.getAsBoolean()) {
                ceiling = FREE;
            } else if (ceiling == FREE) {
                ceiling = log.durableIndex();
            }
            return Math.min(ceiling, log.durableIndex());
        }

        @Override
        public void truncateFrom(final long index) {
            ceiling = ceiling == FREE ? FREE : Math.min(ceiling, index - 1);
            log.truncateFrom(index);
        }

        @Override
        public void resetTo(final long index, final long term) {
            ceiling = ceiling == FREE ? FREE : index;
            log.resetTo(index, term);
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
        public void purgeTo(final long index) {
            log.purgeTo(index);
        }

        @Override
        public void close() {
            log.close();
        }
    }

    /** What it was told while the disk stalls is durable when that is over. */
    private static final class Votes implements VoteStore {
        private final VoteStore votes;
        private final BooleanSupplier stalls;
        private boolean isHeldUp;

        Votes(final VoteStore votes, final BooleanSupplier stalls) {
            this.votes = votes;
            this.stalls = stalls;
        }

        @Override
        public void store(final long term, final int votedFor, final long promiseNs) {
            isHeldUp |= stalls.getAsBoolean();
            votes.store(term, votedFor, promiseNs);
        }

        @Override
        public boolean isDurable() {
            isHeldUp &= stalls.getAsBoolean();
            return !isHeldUp && votes.isDurable();
        }

        @Override
        public long identity() {
            return votes.identity();
        }

        @Override
        public int incarnation() {
            return votes.incarnation();
        }

        @Override
        public long term() {
            return votes.term();
        }

        @Override
        public int votedFor() {
            return votes.votedFor();
        }

        @Override
        public long promiseNs() {
            return votes.promiseNs();
        }

        @Override
        public void close() {
            votes.close();
        }
    }
}
