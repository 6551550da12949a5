package io.quorate.raft;

/**
 * Brings one member up to date before it counts, in rounds (thesis §4.2.1): a round replicates
 * what was in the leader's log when it began. The member is ready when a round took less than the
 * shortest election timeout, as then a gap in commits would be no longer than that.
 */
final class CatchUp {
    private static final int ROUNDS_MAX = 10;
    /** Before its log grows for the first time, as its links may have to be opened yet. */
    private static final int TIMEOUTS_TO_COME_UP = 10;

    private final Progress member;
    private final long timeoutNs;
    private long goalIndex;
    private long roundBeganNs;
    private long progressNs;
    private long matchIndex;
    private long snapshotBytes;       // that it has of a snapshot, if it is being sent one
    private int rounds;
    private boolean wasFast;

    CatchUp(final Progress member, final long lastIndex, final long nowNs, final long timeoutNs) {
        this.member = member;
        this.timeoutNs = timeoutNs;
        goalIndex = lastIndex;
        roundBeganNs = nowNs;
        progressNs = nowNs;
        matchIndex = member.matchIndex();
    }

    /** Looks how far the member has come; the leader's log ends at {@code lastIndex}. */
    void onTime(final long lastIndex, final long nowNs) {
        final long match = member.matchIndex();
        final long bytes = member.shipment().needed();
        if (match > matchIndex || bytes != snapshotBytes
                || match >= lastIndex && isHeard(nowNs)) {
            progressNs = nowNs;
        }
        matchIndex = match;
        snapshotBytes = bytes;
        if (match >= goalIndex && !wasFast) {
            wasFast = nowNs - roundBeganNs < timeoutNs;
            rounds++;
            goalIndex = lastIndex;
            roundBeganNs = nowNs;
        }
    }

    /** Whether its last round was fast, and it is alive. */
    boolean isReady(final long nowNs) {
        return wasFast && isHeard(nowNs) && member.identity() != Configuration.UNBOUND;
    }

    /** Whether it has had its rounds, or made no progress for too long. */
    boolean hasFailed(final long nowNs) {
        final boolean hasBegun = matchIndex > 0 || snapshotBytes > 0;
        final long patienceNs = hasBegun ? timeoutNs : TIMEOUTS_TO_COME_UP * timeoutNs;
        return !wasFast && rounds >= ROUNDS_MAX || nowNs - progressNs > patienceNs;
    }

    private boolean isHeard(final long nowNs) {
        return nowNs - member.contactNs() <= timeoutNs;
    }
}
