package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.port.VoteStore;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteRefusal;
import io.quorate.wire.VoteReply;
import java.util.Arrays;

/**
 * Answers those who stand, and keeps the loyalty that a living leader is owed: for a while after
 * hearing it, no other gets a vote (thesis §4.2.3, §6.4.1).
 * <pre>
 *   heard leader ----- stickiness: the shortest election timeout -----| lifted by own suspicion
 *                ----- promise: as long as the leader asked for ------| kept, also over a restart
 * </pre>
 */
final class Voter {
    private final Raft raft;
    private final VoteReply reply;
    private final long stickinessNs;
    private final int[] owedTo = new int[Roster.CAPACITY];       // ids, by slot; 0 for nobody
    private final boolean[] isPreVote = new boolean[Roster.CAPACITY];
    private final VoteRefusal[] refusals = new VoteRefusal[Roster.CAPACITY];   // NONE: granted
    private final long[] campaigns = new long[Roster.CAPACITY];
    private long stickyUntilNs;
    private long promisedUntilNs;
    private long promiseNs;

    /** Serves in full what was promised before a restart; without a promise none is owed. */
    Voter(final Raft raft, final RaftConfig config, final VoteReply reply, final long nowNs) {
        this.raft = raft;
        this.reply = reply;
        stickinessNs = config.electionTimeoutNsMin();
        promiseNs = raft.votes().promiseNs();
        promisedUntilNs = nowNs + promiseNs;
        stickyUntilNs = nowNs;
    }

    /** A leader of this term was heard, which asks for that promise. */
    void heardLeader(final long nowNs, final long askedPromiseNs) {
        stickyUntilNs = nowNs + stickinessNs;
        if (askedPromiseNs > promiseNs) {
            promiseNs = askedPromiseNs;
            raft.storeWord();                    // nothing more is said until it is durable
        }
        promisedUntilNs = later(promisedUntilNs, nowNs + askedPromiseNs);
    }

    /** Its own detector suspects the leader, though this member does not stand: others may. */
    void lostFaith(final long nowNs) {
        stickyUntilNs = nowNs;
    }

    private static long later(final long aNs, final long bNs) {
        return aNs - bNs > 0 ? aNs : bNs;
    }

    /** The longest promise that was ever given. */
    long promiseNs() {
        return promiseNs;
    }

    /** For how long this node may not stand, in nanoseconds; not above 0 when it may. */
    long promisedNs(final long nowNs) {
        return promisedUntilNs - nowNs;
    }

    private long loyalForNs(final long nowNs) {
        if (raft.role() == Role.LEADER) {
            return stickinessNs;                 // in contact with a quorum, or it would not lead
        }
        final long promised = Math.max(0, promisedUntilNs - nowNs);
        final boolean hasLostFaith = raft.role() != Role.FOLLOWER
                || raft.patience().isSuspicious();
        return hasLostFaith ? promised : Math.max(promised, stickyUntilNs - nowNs);
    }

    void onRequestVote(final RequestVote request, final int slot) {
        final boolean isReleased = request.isTransfer() && !request.isPreVote();
        final boolean isLoyal = !isReleased && loyalForNs(raft.nowNs()) > 0;
        if (!request.isPreVote() && request.term() > raft.term() && !isLoyal) {
            raft.becomeFollower(request.term(), VoteStore.NOBODY);
            stickyUntilNs = raft.nowNs();        // or who asks again would be told of a leader
        }
        final VoteRefusal refusal = isLoyal ? loyalty() : refusal(request);
        if (refusal == VoteRefusal.NONE && request.isPreVote()) {
            makeWay(request.from());
        } else if (refusal == VoteRefusal.NONE) {
            raft.voteFor(request.from());
        }
        owedTo[slot] = request.from();
        isPreVote[slot] = request.isPreVote();
        refusals[slot] = refusal;
        campaigns[slot] = request.campaign();
    }

    /**
     * Of two survivors of a leader that is gone, who stand at one time, the one who is preferred
     * goes on. Were each to stand in earnest on the other's pre-vote, neither would get a vote.
     * Nothing is lost: what was granted says that the other's log holds all that this one's does.
     */
    private void makeWay(final int otherId) {
        if (raft.role() == Role.PRE_CANDIDATE && raft.patience().isLeaderGone()
                && Preference.isFirst(raft.configuration(), otherId, raft.id())) {
            raft.patience().campaignFrom(raft.nowNs());
            raft.becomeFollower(raft.term(), 0);
        }
    }

    private VoteRefusal loyalty() {
        final boolean isPromised = raft.role() != Role.LEADER && promisedUntilNs - raft.nowNs() > 0;
        return isPromised ? VoteRefusal.PROMISED : VoteRefusal.HEARS_LEADER;
    }

    private VoteRefusal refusal(final RequestVote request) {
        if (!isEligible(request)) {
            return VoteRefusal.VOTED;
        }
        return raft.log().isCovered(request.lastIndex(), request.lastTerm()) ? VoteRefusal.NONE
                : VoteRefusal.LOG_BEHIND;
    }

    /** One vote a term, first come, first served (§5.2); a pre-vote must be for a newer term. */
    private boolean isEligible(final RequestVote request) {
        if (request.isPreVote() && request.term() > raft.term()) {
            return true;
        }
        final boolean isFree = raft.votedFor() == VoteStore.NOBODY
                || raft.votedFor() == request.from();
        return request.term() == raft.term() && isFree && raft.leaderId() == 0;
    }

    /** What was owed in an earlier term is not said in a later one; the asker asks again. */
    void forget() {
        Arrays.fill(owedTo, VoteStore.NOBODY);
    }

    /** Faith may have been lost since the request was heard: then it is made again at once. */
    private long remainingNs(final VoteRefusal refusal) {
        return refusal.isForAWhile() ? Math.max(1, loyalForNs(raft.nowNs())) : 0;
    }

    int emit(final Outbound outbound) {
        final int limit = raft.membership().roster().limit();
        int sent = 0;
        for (int slot = 0; slot < limit; slot++) {
            if (owedTo[slot] != VoteStore.NOBODY) {
                reply.term(raft.term()).identity(raft.votes().identity())
                        .preVote(isPreVote[slot]).granted(refusals[slot] == VoteRefusal.NONE)
                        .refusal(refusals[slot]).remainingNs(remainingNs(refusals[slot]))
                        .campaign(campaigns[slot]);
                if (outbound.send(owedTo[slot], reply)) {
                    owedTo[slot] = VoteStore.NOBODY;
                    sent++;
                }
            }
        }
        return sent;
    }
}
