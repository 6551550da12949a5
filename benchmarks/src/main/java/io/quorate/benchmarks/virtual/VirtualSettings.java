package io.quorate.benchmarks.virtual;

import java.util.concurrent.TimeUnit;

/**
 * A cluster in virtual time. Times are nanoseconds.
 *
 * @param nodes        members, 1 to 15
 * @param dead         followers that are down throughout; a majority must be left without them and
 *                     the leader
 * @param heartbeatNs  how often a leader is heard at least
 * @param timeoutNsMin the shortest election timeout
 * @param timeoutNsMax the longest
 * @param wire         how messages fare
 * @param isUnequal    whether the survivors' logs end at different indexes, so that not all of them
 *                     can be elected
 * @param seed         decides all chance
 */
public record VirtualSettings(int nodes, int dead, long heartbeatNs, long timeoutNsMin,
        long timeoutNsMax, Wire wire, boolean isUnequal, long seed) {

    /**
     * How messages fare.
     *
     * @param delayNsMin  the shortest way between two members
     * @param delayNsMax  the longest
     * @param loss        the probability that a message is lost
     * @param slowness    by how much longer what members of odd number say is under way
     * @param drift       by what share the first member's clock is slow and the last one's fast
     * @param voteDelayNs what every vote's answer is held back by: a defect to be found
     */
    public record Wire(long delayNsMin, long delayNsMax, double loss, double slowness,
            double drift, long voteDelayNs) {
        /** The same delay for all, nothing lost. */
        public static Wire of(final double delayMs) {
            return of(delayMs, delayMs);
        }

        /** Delays drawn between two, nothing lost. */
        public static Wire of(final double delayMsMin, final double delayMsMax) {
            return new Wire(nanos(delayMsMin), nanos(delayMsMax), 0, 1, 0, 0);
        }

        /** The same with messages that are lost. */
        public Wire losing(final double share) {
            return new Wire(delayNsMin, delayNsMax, share, slowness, drift, voteDelayNs);
        }

        /** The same, slower one way than the other. */
        public Wire uneven(final double times) {
            return new Wire(delayNsMin, delayNsMax, loss, times, drift, voteDelayNs);
        }

        /** The same with clocks that run apart. */
        public Wire drifting(final double share) {
            return new Wire(delayNsMin, delayNsMax, loss, slowness, share, voteDelayNs);
        }

        /** The same with a defect in the handling of votes. */
        public Wire holdingVotes(final double millis) {
            return new Wire(delayNsMin, delayNsMax, loss, slowness, drift, nanos(millis));
        }
    }

    public VirtualSettings {
        if (nodes < 1 || nodes > 15 || dead < 0 || nodes - dead - 1 < nodes / 2 + 1) {
            throw new IllegalArgumentException(nodes + " members of which " + dead
                    + " are down have no majority without their leader");
        }
    }

    /** All alive, logs alike, a heartbeat each half of the shortest timeout, as in the paper. */
    public static VirtualSettings of(final int nodes, final double timeoutMsMin,
            final double timeoutMsMax, final Wire wire) {
        return new VirtualSettings(nodes, 0, nanos(timeoutMsMin / 2), nanos(timeoutMsMin),
                nanos(timeoutMsMax), wire, false, 42);
    }

    /** With another heartbeat. */
    public VirtualSettings heartbeatMs(final double heartbeatMs) {
        return new VirtualSettings(nodes, dead, nanos(heartbeatMs), timeoutNsMin, timeoutNsMax,
                wire, isUnequal, seed);
    }

    /** With followers that are down. */
    public VirtualSettings dead(final int followers) {
        return new VirtualSettings(nodes, followers, heartbeatNs, timeoutNsMin, timeoutNsMax, wire,
                isUnequal, seed);
    }

    /** With logs of different lengths. */
    public VirtualSettings unequal() {
        return new VirtualSettings(nodes, dead, heartbeatNs, timeoutNsMin, timeoutNsMax, wire,
                true, seed);
    }

    /** With other chances. */
    public VirtualSettings seed(final long other) {
        return new VirtualSettings(nodes, dead, heartbeatNs, timeoutNsMin, timeoutNsMax, wire,
                isUnequal, other);
    }

    static long nanos(final double millis) {
        return Math.round(millis * TimeUnit.MILLISECONDS.toNanos(1));
    }
}
