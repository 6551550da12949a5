package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.TimeoutNow;

/**
 * Hands the office over (thesis §3.10): takes no more commands until the target's log is level,
 * then tells it to stand at once. If the office is still its own after the shortest election
 * timeout, the leader goes on as if nothing had been; only its lease is gone for the term. Once it
 * is not, what became of it is told when a leader is known, within the longest election timeout.
 */
final class Transfer {
    private final Raft raft;
    private final Leadership leadership;
    private final TimeoutNow message;
    private final long patienceNs;
    private final long successionNs;
    private final long retryNs;
    private TransferOutcome outcome = TransferOutcome.ABORTED;      // none is under way
    private Progress target;
    private long number;
    private long term;
    private boolean isClockRead;      // a beginning is timed by the next reading of the clock
    private boolean isOutOfOffice;
    private long endsNs;
    private long sendDueNs;

    Transfer(final Raft raft, final RaftConfig config, final Leadership leadership,
            final TimeoutNow message) {
        this.raft = raft;
        this.leadership = leadership;
        this.message = message;
        patienceNs = config.electionTimeoutNsMin();
        successionNs = config.electionTimeoutNsMax();
        retryNs = config.heartbeatNs();
    }

    /**
     * Begins one.
     *
     * @param id the member that is to lead; 0 for the best there is
     * @return its number, from 1 on, or a {@link Refusal}
     */
    long begin(final int id, final Progress[] peers) {
        if (isUnderWay()) {
            return Refusal.TRANSFER_IN_FLIGHT;
        }
        if (raft.membership().index() > raft.commitIndex() || raft.configuration().isJoint()) {
            return Refusal.CHANGE_IN_FLIGHT;
        }
        final Progress to = id == 0 ? best(peers) : voter(id, peers);
        if (to == null) {
            return Refusal.NO_SUCCESSOR;
        }
        outcome = TransferOutcome.UNDER_WAY;
        target = to;
        term = raft.term();
        isClockRead = false;
        isOutOfOffice = false;
        return ++number;
    }

    private Progress voter(final int id, final Progress[] peers) {
        for (final Progress peer : peers) {
            if (peer.id == id && raft.membership().quorum().counts(peer.slot)) {
                return peer;
            }
        }
        return null;
    }

    /** Of the voters that are in contact, fit and would stand, the one whose log is longest. */
    private Progress best(final Progress[] peers) {
        Progress best = null;
        for (final Progress peer : peers) {
            if (raft.membership().quorum().counts(peer.slot)
                    && Preference.mayStand(raft.configuration(), peer.id)
                    && !peer.isUnfit()
                    && raft.nowNs() - peer.contactNs() < patienceNs
                    && (best == null || peer.matchIndex() > best.matchIndex())) {
                best = peer;
            }
        }
        return best;
    }

    /** Whether the leader is handing over at this moment, and so takes no commands. */
    boolean isUnderWay() {
        return outcome == TransferOutcome.UNDER_WAY && isInOffice();
    }

    private boolean isInOffice() {
        return raft.role() == Role.LEADER && raft.term() == term;
    }

    /** What became of the newest. */
    TransferOutcome outcome() {
        return outcome;
    }

    void onTime(final long nowNs) {
        if (outcome != TransferOutcome.UNDER_WAY) {
            return;
        }
        if (!isClockRead) {
            isClockRead = true;
            endsNs = nowNs + patienceNs;
            sendDueNs = nowNs;
        }
        if (isInOffice()) {
            outcome = nowNs - endsNs >= 0 ? TransferOutcome.ABORTED : outcome;
        } else {
            succession(nowNs);
        }
    }

    /**
     * Out of office, there is nothing left to take back: the target stands or has failed, and the
     * latter is certain once another leads, or could have stood for want of a leader.
     */
    private void succession(final long nowNs) {
        if (!isOutOfOffice) {
            isOutOfOffice = true;
            endsNs = nowNs + successionNs;
        }
        if (raft.leaderId() != 0) {
            outcome = raft.leaderId() == target.id ? TransferOutcome.DONE : TransferOutcome.LOST;
        } else if (nowNs - endsNs >= 0) {
            outcome = TransferOutcome.LOST;
        }
    }

    int emit(final Outbound outbound) {
        final boolean isDue = isUnderWay() && isClockRead && raft.nowNs() - sendDueNs >= 0
                && target.matchIndex() == raft.lastIndex();
        if (!isDue) {
            return 0;
        }
        leadership.giveUpLease();        // before it is said: from then on promises do not bind
        message.term(term).lastIndex(raft.lastIndex());
        if (!outbound.send(target.id, message)) {
            return 0;
        }
        sendDueNs = raft.nowNs() + retryNs;
        return 1;
    }

    /** When it is to be looked at again at the latest. */
    long nextDueNs(final long otherwiseNs) {
        return outcome == TransferOutcome.UNDER_WAY && isClockRead && endsNs - otherwiseNs < 0
                ? endsNs : otherwiseNs;
    }
}
