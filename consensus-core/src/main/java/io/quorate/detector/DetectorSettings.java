package io.quorate.detector;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Which detector watches a leader, and how. Times are nanoseconds. What a detector does not use
 * does not matter to it.
 *
 * @param kinds           the detector, or several of which any may suspect
 * @param checkIntervalNs from the end of one check to the next; more than 0
 * @param checkTimeoutNs  how long an answer to a check may take; more than 0
 * @param checkRetries    failures in a row that make suspicion; 1 or more
 * @param phiThreshold    how unlikely a silence must be: 10^-threshold; 1 to 16
 * @param phiPauseNs      silence forgiven beyond what was measured; 0 or more
 * @param rttLosses       heartbeats in a row that may be lost; 0 or more
 */
public record DetectorSettings(List<DetectorKind> kinds, long checkIntervalNs, long checkTimeoutNs,
        int checkRetries, double phiThreshold, long phiPauseNs, int rttLosses) {
    private static final long MS = 1_000_000;

    /** Raft's own detector. */
    public static final DetectorSettings ELECTION_TIMEOUT = new DetectorSettings(
            List.of(DetectorKind.ELECTION_TIMEOUT), 1000 * MS, 10_000 * MS, 3, 8, 0, 3);

    /** Keeps a copy of the kinds, and checks the ranges. */
    public DetectorSettings {
        kinds = List.copyOf(kinds);
        require(!kinds.isEmpty(), "one detector at least must be named");
        require(checkIntervalNs > 0, "the interval of checks must be more than 0");
        require(checkTimeoutNs > 0, "the timeout of checks must be more than 0");
        require(checkRetries >= 1, "the retries of checks must be 1 or more");
        require(phiThreshold >= 1 && phiThreshold <= 16, "phi's threshold must be 1 to 16");
        require(phiPauseNs >= 0, "the pause that phi forgives must be 0 or more");
        require(rttLosses >= 0, "the heartbeats that may be lost must be 0 or more");
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whether suspicion itself comes at random, so that survivors seldom suspect at once. */
    public boolean isRandom() {
        return kinds.equals(ELECTION_TIMEOUT.kinds);
    }

    /** Whether a leader checks its followers too. */
    public boolean hasFollowerChecks() {
        return kinds.contains(DetectorKind.LEADER_CHECK);
    }

    /** A check of one follower. */
    public FollowerCheck followerCheck(final long nowNs) {
        return new FollowerCheck(checkIntervalNs, checkTimeoutNs, checkRetries, nowNs);
    }

    /**
     * The detector that this describes.
     *
     * @param heartbeatNs  how often the leader is heard at least
     * @param timeoutNsMin the shortest election timeout
     * @param timeoutNsMax the longest
     * @param nowNs        when watching begins
     */
    public FailureDetector detector(final long heartbeatNs, final long timeoutNsMin,
            final long timeoutNsMax, final SplittableRandom random, final long nowNs) {
        final FailureDetector[] detectors = kinds.stream().map(kind -> switch (kind) {
            case ELECTION_TIMEOUT ->
                new ElectionTimeout(timeoutNsMin, timeoutNsMax, random, nowNs);
            case LEADER_CHECK ->
                new LeaderCheck(checkIntervalNs, checkTimeoutNs, checkRetries, nowNs);
            case PHI -> new PhiAccrual(heartbeatNs, phiPauseNs, phiThreshold, nowNs);
            case RTT -> new RttAdaptive(heartbeatNs, rttLosses, checkIntervalNs,
                    Math.min(checkTimeoutNs, timeoutNsMax), nowNs);
        }).toArray(FailureDetector[]::new);
        return detectors.length == 1 ? detectors[0] : new AnyOf(nowNs, detectors);
    }

    @Override
    public String toString() {
        return DetectorKind.label(kinds);
    }
}
