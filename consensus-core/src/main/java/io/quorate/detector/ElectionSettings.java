package io.quorate.detector;

import java.util.SplittableRandom;

/**
 * How elections are scheduled. Times are nanoseconds. Raft's schedule has nothing to set here: it
 * draws from the election timeouts.
 *
 * @param kind       whose schedule it is
 * @param initialNs  back-off: the limit of the first wait; more than 0
 * @param backOffNs  back-off: how much the limit grows with each round that leads to nothing
 * @param maxNs      back-off: what it grows to at most; at least the first
 * @param durationNs back-off: how long a round lasts at least; more than 0
 */
public record ElectionSettings(Kind kind, long initialNs, long backOffNs, long maxNs,
        long durationNs) {
    private static final long MS = 1_000_000;

    /** Raft's schedule. */
    public static final ElectionSettings RANDOM =
            new ElectionSettings(Kind.RANDOM, 100 * MS, 100 * MS, 10_000 * MS, 500 * MS);

    /** Whose schedule it is. */
    public enum Kind {
        /** Raft's: a time drawn anew for each round. */
        RANDOM("random"),
        /** Elasticsearch's: a limit that grows with each round. */
        BACK_OFF("back-off");

        private final String label;

        Kind(final String label) {
            this.label = label;
        }

        /** As it is written in files. */
        public String label() {
            return label;
        }
    }

    /** Checks the ranges. */
    public ElectionSettings {
        if (initialNs <= 0 || backOffNs < 0 || maxNs < initialNs || durationNs <= 0) {
            throw new IllegalArgumentException("an election's first wait and duration must be more"
                    + " than 0, its back-off 0 or more and its longest wait at least the first");
        }
    }

    /** The round from which on the limit is at its highest. */
    long roundsToMax() {
        return backOffNs == 0 ? 0 : (maxNs - initialNs + backOffNs - 1) / backOffNs;
    }

    /**
     * A schedule of this kind.
     *
     * @param minNs    the shortest round of Raft's schedule
     * @param maxNs    the longest
     * @param spreadNs what a member waits at most, under Raft's schedule, from suspicion to
     *                 standing; 0 if suspicion itself comes at random
     */
    public ElectionSchedule schedule(final long minNs, final long maxNs, final long spreadNs,
            final SplittableRandom random) {
        return kind == Kind.RANDOM ? new RandomTimeouts(minNs, maxNs, spreadNs, random)
                : new LinearBackOff(this, random);
    }
}
