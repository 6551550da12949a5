package io.quorate.raft;

import io.quorate.detector.ElectionSchedule;
import io.quorate.detector.FailureDetector;
import io.quorate.wire.CheckReply;

/**
 * How long a member bears with its leader, or with having none. What was heard in a cycle takes
 * effect, as far as time matters, at the moment that the clock is read: no earlier than it was
 * heard.
 * <pre>
 *   watches its leader ── detector suspects ──► stands after a delay ──► waits for a round ──┐
 *          ▲                  heard again: forgiven │                          stands again ◄┘
 *          └──────────────── a leader is heard ─────┴────────────────────────────────────────
 * </pre>
 */
final class Patience {
    private static final int ROUNDS_MAX = 20;    // far longer than a timeout

    private final Raft raft;
    private final FailureDetector detector;
    private final ElectionSchedule schedule;
    private final long slotNs;             // in which an election is surely decided
    private boolean isWatching;            // a leader of this term; else it waits for one
    private long watchedTerm;
    private int watchedId;
    private boolean isSuspicious;          // of the leader that it watches
    private long standAtNs;
    private long nowNs;
    private long establishedTerm;
    private boolean isToldLost;            // since the last settling
    private boolean isLeaderGone;          // its process is, and it was not heard since
    private long turnNs;                   // then others stand so long before
    private int rounds;                    // in which this member has stood since, and one
    private boolean hasHeardLeader;        // since the last settling
    private boolean isSignOfLife;          // the same, whichever leader it was
    private long leaderHeardNs;
    private long askedPromiseNs;
    private boolean isRestartDue;

    Patience(final Raft raft, final FailureDetector detector, final ElectionSchedule schedule,
            final long slotNs, final long nowNs) {
        this.slotNs = slotNs;
        this.raft = raft;
        this.detector = detector;
        this.schedule = schedule;
        waitFrom(nowNs);
    }

    /** The leader of this term was heard, which asks for that promise. */
    void heardLeader(final long promiseNs) {
        hasHeardLeader = true;
        isSignOfLife = true;
        askedPromiseNs = Math.max(askedPromiseNs, promiseNs);
    }

    /** The leader of this term has said something, whatever it was about. */
    void noteLeader() {
        isSignOfLife = true;
    }

    /** When a leader said the last thing that was heard; 0 if none ever did. */
    long leaderHeardNs() {
        return leaderHeardNs;
    }

    /** The process of this term's leader is gone. */
    void onConnectionLost() {
        isToldLost = true;
    }

    /** The leader of this term has answered a check. */
    void onCheckReply(final CheckReply reply) {
        Checks.tell(detector, reply, nowNs);
    }

    /** The term has ended: to its leader no loyalty is owed, and the next is another one. */
    void forgetLeader() {
        hasHeardLeader = false;
        if (isWatching && !isSuspicious) {
            final long roundEndsNs = nowNs + schedule.roundNs();
            final long nextNs = detector.deadlineNs();       // at random too, and never later
            standAtNs = nextNs - roundEndsNs < 0 ? nextNs : roundEndsNs;
        }
        isWatching = false;
    }

    /** The waiting begins anew, whether or not a leader was heard. */
    void restart() {
        isRestartDue = true;
    }

    /** Waits for a leader, for a round from now on. */
    void waitFrom(final long fromNs) {
        nowNs = fromNs;
        isWatching = false;
        isSuspicious = false;
        standAtNs = fromNs + schedule.roundNs();
    }

    /** This member stands: waits for a round, which may be longer than the one before. */
    void standFrom(final long fromNs) {
        schedule.stood();
        rounds = Math.min(rounds + 1, ROUNDS_MAX);
        campaignFrom(fromNs);
    }

    /**
     * Waits for a round of an election. If the leader is known to be gone it is a short one, for
     * timeouts have nothing more to find out: twice as long each time, so that it outlasts any
     * delay that spoils an election, and never as long as another member's.
     */
    void campaignFrom(final long fromNs) {
        waitFrom(fromNs);
        if (isLeaderGone) {
            final long endsNs = fromNs + (slotNs + 2 * turnNs << rounds);
            standAtNs = endsNs - standAtNs < 0 ? endsNs : standAtNs;
        }
    }

    /** This member leads: no other is gone. */
    void lead() {
        isLeaderGone = false;
    }

    void settle(final long now, final Voter voter) {
        nowNs = now;
        leaderHeardNs = isSignOfLife ? now : leaderHeardNs;
        isSignOfLife = false;
        if (hasHeardLeader) {
            voter.heardLeader(now, askedPromiseNs);
            watch();
        } else if (isRestartDue) {
            waitFrom(now);
        }
        hasHeardLeader = false;
        isRestartDue = false;
        askedPromiseNs = 0;
        if (isWatching) {
            believe();
            judge();
        }
        isToldLost = false;
        if (establishedTerm < raft.term() && raft.leaderId() != 0
                && raft.log().termAt(raft.commitIndex()) == raft.term()) {
            establishedTerm = raft.term();
            schedule.established();
        }
    }

    private void watch() {
        final boolean isAnother =
                watchedTerm != raft.term() || watchedId != raft.leaderId();
        if (isAnother) {
            watchedTerm = raft.term();
            watchedId = raft.leaderId();
            detector.restart(nowNs);
        } else {
            detector.onHeard(nowNs);             // what is held against it, stays
        }
        isSuspicious &= isWatching && !isAnother;
        isLeaderGone = false;
        isWatching = true;
    }

    /**
     * Evidence is newer than what was heard before it. All survivors have it at the same instant,
     * so each stands in a slot of its own, whom others are preferred to later; not at random.
     */
    private void believe() {
        if (isToldLost) {
            detector.onConnectionLost(nowNs);
        }
        if (isToldLost && !isLeaderGone) {
            isLeaderGone = true;
            isSuspicious = true;
            rounds = 1;
            turnNs = slotNs * Preference.rank(raft.configuration(), raft.id(), raft.leaderId());
            standAtNs = nowNs + turnNs;
        }
    }

    /** How long to let others stand first once nothing binds any of them, if it is known when. */
    long turnNs() {
        return isLeaderGone ? turnNs : 0;
    }

    /** Whether the newest leader's process is known to be gone. */
    boolean isLeaderGone() {
        return isLeaderGone;
    }

    private void judge() {
        final boolean wasSuspicious = isSuspicious;
        isSuspicious = detector.isSuspicious(nowNs);
        if (isSuspicious && !wasSuspicious) {
            standAtNs = nowNs + schedule.standDelayNs();
        }
    }

    /** Whether faith in the leader is lost, or no leader has come for too long. */
    boolean isSuspicious() {
        return isWatching ? isSuspicious : nowNs - standAtNs >= 0;
    }

    /** Whether it is time to stand. */
    boolean isStandDue() {
        return isSuspicious() && nowNs - standAtNs >= 0;
    }

    /** When something falls due if nothing is heard. */
    long deadlineNs() {
        return isWatching && !isSuspicious ? detector.deadlineNs() : standAtNs;
    }

    /** The number of the check that the leader is to be sent, or none. */
    long dueCheck() {
        return isWatching && raft.leaderId() != 0 ? detector.dueCheck() : FailureDetector.NO_CHECK;
    }

    void checkSent() {
        detector.checkSent();
    }
}
