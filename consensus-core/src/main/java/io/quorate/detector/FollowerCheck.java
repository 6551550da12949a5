package io.quorate.detector;

/**
 * A leader checks one of its followers, as Elasticsearch does. A follower that fails is inactive
 * until it answers again: that is told to people, and removes nobody from the cluster.
 */
public final class FollowerCheck extends PeerChecks {
    /**
     * Fails after {@code retries} failures in a row.
     *
     * @param intervalNs from the end of one check to the next; more than 0
     * @param timeoutNs  how long an answer may take; more than 0
     * @param retries    1 or more
     * @param nowNs      when watching begins
     */
    public FollowerCheck(final long intervalNs, final long timeoutNs, final int retries,
            final long nowNs) {
        super(intervalNs, timeoutNs, retries, nowNs);
    }
}
