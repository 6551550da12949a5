package io.quorate.benchmarks.rig;

import io.quorate.port.ForwardingLog;
import io.quorate.port.ForwardingVotes;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import java.util.function.BooleanSupplier;

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
    private static final class Log extends ForwardingLog {
        private static final long FREE = Long.MAX_VALUE;

        private final BooleanSupplier stalls;
        private volatile long ceiling = FREE;

        Log(final LogStorage log, final BooleanSupplier stalls) {
            super(log);
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
    }

    /** What it was told while the disk stalls is durable when that is over. */
    private static final class Votes extends ForwardingVotes {
        private final BooleanSupplier stalls;
        private boolean isHeldUp;

        Votes(final VoteStore votes, final BooleanSupplier stalls) {
            super(votes);
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
    }
}
