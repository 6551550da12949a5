package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.TimeoutNow;

/**
 * Hands the office over (thesis §3.10): takes no more commands until the target's log is level,
 * then tells it to stand at once. Where anybody may lead, a target that falls silent gives way to a
 * voter that does not: one that has just died would keep the office for the whole time. If the
 * office is still its own after the shortest election timeout, the leader goes on as if nothing had
 * been; only its lease is gone for the term. Once it is not, what became of it is told when a
 * leader is known, within the longest election timeout.
 */
final class Transfer {
    private static final Progress[] NOBODY = {};

    /** Who has answered none of so many heartbeats is silent. */
    private static final int BEATS_UNHEARD_MAX = 2;

    private final Raft raft;
    private final Leadership leadership;
    private final TimeoutNow message;
    private final long patienceNs;
    private final long successionNs;
    private final long retryNs;
    private final long silenceNsMax;
    private TransferOutcome outcome = TransferOutcome.ABORTED;      // none is under way
    private Progress[] candidates = NOBODY;      // where anybody may lead
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
        silenceNsMax = BEATS_UNHEARD_MAX * config.heartbeatNs();
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
        if (raft.membership().isChanging(raft.commitIndex())) {
            return Refusal.CHANGE_IN_FLIGHT;
        }
        final Progress to = id == 0 ? best(peers) : voter(id, peers);
        if (to == null) {
            return Refusal.NO_SUCCESSOR;
        }
        outcome = TransferOutcome.UNDER_WAY;
        target = to;
        candidates = id == 0 ? peers : NOBODY;
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

    /** Of the voters that are in contact, fit and would stand, the one to be preferred. */
    private Progress best(final Progress[] peers) {
        Progress best = null;
        for (final Progress peer : peers) {
            if (raft.membership().quorum().counts(peer.slot)
                    && Preference.mayStand(raft.configuration(), peer.id)
                    && !peer.isUnfit()
                    && raft.nowNs() - peer.contactNs() < patienceNs
                    && (best == null || isBetter(peer, best))) {
                best = peer;
            }
        }
        return best;
    }

    /** One that is not silent; then the one whose log is longer, which takes less time. */
    private boolean isBetter(final Progress peer, final Progress than) {
        return isSilent(peer) == isSilent(than) ? peer.matchIndex() > than.matchIndex()
                : isSilent(than);
    }

    private boolean isSilent(final Progress peer) {
        return raft.nowNs() - peer.contactNs() > silenceNsMax;
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
            replaceSilent(nowNs);
        } else {
            succession(nowNs);
        }
    }

    /** The time runs on: it is the office that must not wait, not a target. */
    private void replaceSilent(final long nowNs) {
        final Progress other = isSilent(target) ? best(candidates) : null;
        if (other != null && !isSilent(other)) {
            target = other;
            sendDueNs = nowNs;
        }
    }

    /**
     * Out of office, there is nothing left to take back: the target stands or has failed, and the
     * latter is certain once another leads, or could have stood for want of a leader. Where anybody
     * may lead, any other does: a target that was given up may have been told, and win.
     */
    private void succession(final long nowNs) {
        if (!isOutOfOffice) {
            isOutOfOffice = true;
            endsNs = nowNs + successionNs;
        }
        if (raft.leaderId() != 0) {
            final boolean isDone = raft.leaderId() == target.id
                    || candidates != NOBODY && raft.leaderId() != raft.id();
            outcome = isDone ? TransferOutcome.DONE : TransferOutcome.LOST;
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
