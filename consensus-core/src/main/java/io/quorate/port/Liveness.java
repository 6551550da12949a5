package io.quorate.port;

import java.util.List;

/**
 * Watches whether the processes of peers are there, by evidence that no time-out gives: a host
 * says at once that a process of its is gone. It says nothing of a peer that hangs, is cut off, or
 * went down with its host; for them there are time-outs. One thread owns it.
 */
public interface Liveness extends AutoCloseable {
    /** Watches nobody. */
    Liveness NONE = new Liveness() {
        @Override
        public int poll(final LostHandler handler) {
            return 0;
        }

        @Override
        public void peers(final List<TransportFactory.Peer> peers) {
            // nobody is watched
        }

        @Override
        public void close() {
            // nothing is held
        }
    };

    /** Hears of processes that are gone. */
    @FunctionalInterface
    interface LostHandler {
        /** That peer was there and is no more; told again, now and then, while it stays away. */
        void onLost(int peer);
    }

    /**
     * Hands over what has become known since the last call. Never waits, allocates nothing.
     *
     * @return how many losses there were
     */
    int poll(LostHandler handler);

    /**
     * When a connection to a peer that was there ended last, as {@code System.nanoTime} tells it; 0
     * if none has. By itself it is evidence of nothing.
     */
    default long endedNs() {
        return 0;
    }

    /** Whether that peer is there, and its end would be told. */
    default boolean isWatching(final int peer) {
        return false;
    }

    /** Watches these from now on, and no others. */
    void peers(List<TransportFactory.Peer> peers);

    /** Lets go of everything. Idempotent. */
    @Override
    void close();
}
