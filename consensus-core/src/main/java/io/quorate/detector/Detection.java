package io.quorate.detector;

import java.util.SplittableRandom;

/**
 * How a member comes to stand: what makes it suspect its leader, and when it stands after that.
 *
 * @param detector what watches the leader
 * @param election how elections are scheduled
 */
public record Detection(DetectorSettings detector, ElectionSettings election) {
    /** Raft as the paper has it: election timeouts and nothing else. */
    public static final Detection OF_THE_PAPER =
            new Detection(DetectorSettings.ELECTION_TIMEOUT, ElectionSettings.RANDOM);

    /**
     * The schedule. With a detector that does not suspect at random, Raft's schedule waits up to a
     * heartbeat's interval more, at random, so that survivors do not split the vote.
     */
    public ElectionSchedule schedule(final long heartbeatNs, final long timeoutNsMin,
            final long timeoutNsMax, final SplittableRandom random) {
        return election.schedule(timeoutNsMin, timeoutNsMax,
                detector.isRandom() ? 0 : heartbeatNs, random);
    }
}
