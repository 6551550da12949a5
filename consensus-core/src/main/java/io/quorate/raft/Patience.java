package io.quorate.raft;

import io.quorate.detector.ElectionTimeout;

/**
 * How long silence may last. What was heard in a cycle takes effect, as far as time matters, at
 * the moment that the clock is read: no earlier than it was heard.
 */
final class Patience {
    private final ElectionTimeout timer;
    private boolean hasHeardLeader;        // since the last settling
    private long askedPromiseNs;
    private boolean isRestartDue;

    Patience(final ElectionTimeout timer) {
        this.timer = timer;
    }

    /** The leader of this term was heard, which asks for that promise. */
    void heardLeader(final long promiseNs) {
        hasHeardLeader = true;
        askedPromiseNs = Math.max(askedPromiseNs, promiseNs);
    }

    /** The term has ended: to its leader no loyalty is owed. */
    void forgetLeader() {
        hasHeardLeader = false;
    }

    /** The waiting begins anew, whether or not a leader was heard. */
    void restart() {
        isRestartDue = true;
    }

    void settle(final long nowNs, final Voter voter) {
        if (hasHeardLeader) {
            voter.heardLeader(nowNs, askedPromiseNs);
        }
        if (hasHeardLeader || isRestartDue) {
            timer.restart(nowNs);
        }
        hasHeardLeader = false;
        isRestartDue = false;
        askedPromiseNs = 0;
    }

    ElectionTimeout timer() {
        return timer;
    }
}
