package io.quorate.node;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a node's thread does in a cycle that found nothing to do. */
public enum Idle {
    /** Gives the core up at once, and sleeps ever longer, 100 microseconds at most. */
    BACKOFF("backoff") {
        @Override
        IdleStrategy strategy() {
            return new BackoffIdleStrategy(NO_SPINS, YIELDS, PARK_NS_MIN, PARK_NS_MAX);
        }
    },
    /** Lets others run if they want to, and keeps the core busy otherwise. */
    YIELD("yield") {
        @Override
        IdleStrategy strategy() {
            return YieldingIdleStrategy.INSTANCE;
        }
    },
    /** Holds its core for itself: only where every thread has one. */
    SPIN("spin") {
        @Override
        IdleStrategy strategy() {
            return BusySpinIdleStrategy.INSTANCE;
        }
    };

    private static final long NO_SPINS = 0;
    private static final long YIELDS = 8;
    private static final long PARK_NS_MIN = 1_000;
    private static final long PARK_NS_MAX = 100_000;

    private final String label;

    Idle(final String label) {
        this.label = label;
    }

    /** The one name used in files, parameters and results. */
    public String label() {
        return label;
    }

    /** A strategy for one thread. */
    abstract IdleStrategy strategy();
}
