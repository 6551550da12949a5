package io.quorate.node;

/**
 * What a node bears before it counts as unhealthy, in nanoseconds; 0 is off.
 *
 * @param diskNs     the age of the oldest entry that is appended and not durable
 * @param applyNs    the age of the oldest entry that is known to be committed and not applied
 * @param loopNs     how late a duty cycle comes
 * @param patienceNs from the first time that a bound was exceeded to the one that makes ill
 * @param quietNs    without any such time, after which the node is well again; also the shortest
 *                   time from one hand-over for the sake of health to the next; more than
 *                   {@code patienceNs}
 * @param standAfter election timeouts without a leader, after which an unhealthy node stands all
 *                   the same; at least 1
 */
public record HealthLimits(long diskNs, long applyNs, long loopNs, long patienceNs, long quietNs,
        int standAfter) {
    private static final int STAND_AFTER = 3;
    private static final int QUIET_TIMEOUTS = 10;

    /** Checks every range; the message of the exception names the value and its range. */
    public HealthLimits {
        if (diskNs < 0 || applyNs < 0 || loopNs < 0) {
            throw new IllegalArgumentException("a bound of health must not be negative");
        }
        if (patienceNs < 0 || quietNs <= patienceNs) {
            throw new IllegalArgumentException("the quiet of health must be longer than patience ("
                    + patienceNs + " ns), not " + quietNs);
        }
        if (standAfter < 1) {
            throw new IllegalArgumentException("an unhealthy node must stand after 1 timeout or"
                    + " more, not " + standAfter);
        }
    }

    /** Bounds that nothing exceeds: every node is healthy. */
    public static HealthLimits off() {
        return new HealthLimits(0, 0, 0, 0, 1, 1);
    }

    /**
     * For disk and state machine the longest election timeout: what costs more than an election is
     * worth a hand-over. For the loop the shortest, after which others would stand anyway.
     */
    public static HealthLimits of(final long electionTimeoutNsMin,
            final long electionTimeoutNsMax) {
        return new HealthLimits(electionTimeoutNsMax, electionTimeoutNsMax, electionTimeoutNsMin,
                electionTimeoutNsMin, QUIET_TIMEOUTS * electionTimeoutNsMax, STAND_AFTER);
    }
}
