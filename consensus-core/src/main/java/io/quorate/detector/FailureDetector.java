package io.quorate.detector;

/**
 * Turns evidence about one peer, and time, into suspicion, and does nothing else: it has no thread,
 * clock or socket. Suspicion starts a pre-vote; safety never depends on it.
 *
 * <p>Each duty cycle tells first what was heard, then asks {@link #isSuspicious}: so a process that
 * stood still itself suspects nobody whose words wait in its inbox. All times are nanoseconds of
 * one monotonic clock, whose origin is of no matter, and never fall. One thread; nothing is
 * allocated after the constructor.
 *
 * <p>Of every detector this holds: a broken connection makes it suspicious at once until the peer
 * is heard again; a peer that reports itself unhealthy, until it says otherwise in answer to a
 * check; and {@link #restart} forgets all that was. Whoever is heard as often as was agreed, and
 * answers, is not suspected.
 */
public interface FailureDetector {
    /** {@link #dueCheck}: no check is due. */
    long NO_CHECK = 0;

    /** Watching begins, or begins anew with another peer: nothing is known of it. */
    void restart(long nowNs);

    /** The peer has spoken by itself: entries, or its heartbeat. */
    void onHeard(long nowNs);

    /**
     * The peer has answered that check, and is well.
     *
     * @return false if it is not the check that is open: one that is over teaches nothing
     */
    boolean onCheckAnswered(long check, long nowNs);

    /**
     * The peer has answered that check: it does not lead, or does not know who asks.
     *
     * @return false if it is not the check that is open: one that is over teaches nothing
     */
    boolean onCheckRejected(long check, long nowNs);

    /** The connection to the peer has broken: its process is gone, as far as its host knows. */
    void onConnectionLost(long nowNs);

    /** The peer says itself that it is not fit for its office. */
    void onUnhealthy(long nowNs);

    /** Lets time pass, and tells whether the peer is suspected. */
    boolean isSuspicious(long nowNs);

    /**
     * When to ask again if nothing is heard: suspicion begins then, or a check falls due or is
     * over.
     */
    long deadlineNs();

    /** The number of the check that is to be sent, 1 or more; {@link #NO_CHECK} if none is. */
    default long dueCheck() {
        return NO_CHECK;
    }

    /** The check that was due has been sent. */
    default void checkSent() {
    }
}
