package io.quorate.raft;

/**
 * What a leader can prove of its office. A round that a quorum of its term has acknowledged proves
 * that it led when the round was sent, and so confirms the reads that had arrived by then (thesis
 * §6.4). With promises it proves more: nobody else leads for a while after that sending, the lease
 * (§6.4.1).
 * <pre>
 *   leader    round sent |------------ lease: less than the promise ----|
 *   follower       heard   |----------- promise, by its own clock --------| may vote again
 * </pre>
 * The sending is what counts, so a message may take as long as it likes.
 */
final class Leadership {
    /** More rounds that only reads ask for wait until one of these is confirmed. */
    static final int ROUNDS_UNDER_WAY = 4;

    private final Rounds rounds;
    private final long leaseNs;
    private long firstIndex;
    private long wanted;
    private long confirmed;
    private long leased;                         // the newest round that a lease may rest on
    private long leaseFrom;                      // and none before this one
    private boolean isLeaseGivenUp;

    /**
     * Of no term yet.
     *
     * @param spanNs  for how long a round's confirmation is of use
     * @param leaseNs for how long a lease lasts; 0 when there is none
     */
    Leadership(final long spanNs, final long leaseNs) {
        rounds = new Rounds(spanNs);
        this.leaseNs = leaseNs;
    }

    /** A new term, whose first entry that is. */
    void begin(final long index) {
        firstIndex = index;
        rounds.clear();
        wanted = 0;
        confirmed = 0;
        leased = 0;
        leaseFrom = 1;
        isLeaseGivenUp = false;
    }

    /** Covers all that was agreed so far, by earlier leaders too: none has more (§8). */
    long readableIndex(final long commitIndex) {
        return Math.max(commitIndex, firstIndex);
    }

    Rounds rounds() {
        return rounds;
    }

    /** A read has arrived: the round that will confirm it, which is not sent yet. */
    long want() {
        wanted = rounds.newest() + 1;
        return wanted;
    }

    /** Whether reads wait for a round that may begin now. */
    boolean isRoundDue() {
        return wanted > rounds.newest() && rounds.newest() - confirmed < ROUNDS_UNDER_WAY;
    }

    /**
     * So far has a quorum acknowledged rounds.
     *
     * @param isSettled whether the configuration that names the quorum is committed: while it is
     *                  not, another quorum may yet elect, and there is no lease
     */
    void reached(final long round, final boolean isSettled) {
        final long known = Math.min(round, rounds.newest());
        if (rounds.isRemembered(known)) {
            confirmed = Math.max(confirmed, known);
        }
        leased = isSettled ? known : 0;
    }

    /** The newest round that a quorum has acknowledged; 0 before the first. */
    long confirmed() {
        return confirmed;
    }

    /** Whether nobody else can lead at that time, by this leader's clock. */
    boolean holdsLease(final long nowNs) {
        return !isLeaseGivenUp && leased >= leaseFrom && rounds.isRemembered(leased)
                && nowNs - rounds.sentNs(leased) < leaseNs;
    }

    /** Another was told to stand, bound by no promise: no lease for the rest of the term. */
    void giveUpLease() {
        isLeaseGivenUp = true;
    }

    /** The clock stood still for a while, so that what was sent before is older than it seems. */
    void distrustClock() {
        leaseFrom = rounds.newest() + 1;
    }
}
