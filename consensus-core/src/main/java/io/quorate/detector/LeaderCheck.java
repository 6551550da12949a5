package io.quorate.detector;

/**
 * A follower checks its leader, as Elasticsearch does: asked again and again, it must answer in
 * time that it leads. Heartbeats do not count, so that a leader that speaks and does not hear is
 * found out too.
 */
public final class LeaderCheck extends PeerChecks {
    /**
     * Suspects after {@code retries} failures in a row.
     *
     * @param intervalNs from the end of one check to the next; more than 0
     * @param timeoutNs  how long an answer may take; more than 0
     * @param retries    1 or more
     * @param nowNs      when watching begins
     */
    public LeaderCheck(final long intervalNs, final long timeoutNs, final int retries,
            final long nowNs) {
        super(intervalNs, timeoutNs, retries, nowNs);
    }
}
