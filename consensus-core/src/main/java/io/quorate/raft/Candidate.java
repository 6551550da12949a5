package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteRefusal;
import io.quorate.wire.VoteReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stands for leader (§5.2). A pre-vote is the same campaign with the term held back (thesis §9.6):
 * only when a quorum would grant does the node raise its term and ask in earnest.
 */
final class Candidate {
    private static final long GRANTED = 1;
    private static final long NONE = 0;
    private static final long REFUSED = -1;
    private static final int LOOKS_PER_SLOT = 40;

    private final Raft raft;
    private final Voter voter;
    private final RequestVote request;
    private final long retryNs;
    private final long learnedNs;     // what one survivor knows, another knows so much later
    private final long preferenceNs;  // within it, one who is preferred has surely stood
    private final long[] answers = new long[Roster.CAPACITY];    // by slot
    private final long[] askAtNs = new long[Roster.CAPACITY];
    private final VoteRefusal[] refusals = new VoteRefusal[Roster.CAPACITY];   // the newest words
    private final long[] answeredNs = new long[Roster.CAPACITY];
    private long campaign;
    private long transferTerm;        // stood in at a leader's wish

    Candidate(final Raft raft, final RaftConfig config, final Voter voter,
            final RequestVote request) {
        this.raft = raft;
        this.voter = voter;
        this.request = request;
        retryNs = config.heartbeatNs();
        learnedNs = config.standSlotNs() / LOOKS_PER_SLOT;
        preferenceNs = config.electionTimeoutNsMax() - config.electionTimeoutNsMin() + retryNs;
        campaign = (long) raft.votes().incarnation() << 32;   // answers to an earlier life differ
    }

    /** Silence has lasted too long: stands, unless a promise still binds (thesis §6.4.1). */
    void standIfSuspicious(final long nowNs) {
        final Patience patience = raft.patience();
        if (!patience.isStandDue()) {
            return;
        }
        if (mayLead() && isWilling() && nowNs - standNs() < 0) {
            return;
        }
        if (mayLead() && voter.promisedNs(nowNs) <= -patience.turnNs() && isWilling()) {
            patience.standFrom(nowNs);
            voter.lostFaith(nowNs);                     // for good, should this come to nothing
            raft.becomeCandidate(Role.PRE_CANDIDATE);
            campaign(nowNs);
        } else if (!raft.membership().mayLead(raft.commitIndex()) || !isWilling()) {
            patience.waitFrom(nowNs);
            voter.lostFaith(nowNs);                     // which its patience has forgotten now
            raft.becomeFollower(raft.term(), 0);        // of nobody, until a leader is heard
        }
    }

    /** When this node stands if nobody is heard: those who are preferred to it go first. */
    long standNs() {
        final Patience patience = raft.patience();
        return patience.isLeaderGone() ? patience.deadlineNs() : patience.deadlineNs()
                + Preference.delayNs(raft.configuration(), raft.id(), preferenceNs);
    }

    /** Whether this node would be counted as a leader. */
    boolean mayLead() {
        return raft.membership().mayLead(raft.commitIndex()) && !raft.isDisplaced();
    }

    /** Whether priority and health let this node stand of its own accord. */
    private boolean isWilling() {
        return Preference.mayStand(raft.configuration(), raft.id())
                && raft.condition().fitness() != Fitness.UNFIT;
    }

    /** Won, lost, or undecided for too long: then the campaign begins anew. */
    void campaign(final long nowNs) {
        final Patience patience = raft.patience();
        final boolean isPreVote = raft.role() == Role.PRE_CANDIDATE;
        if (!raft.membership().mayLead(raft.commitIndex())) {
            raft.becomeFollower(raft.term(), 0);    // a snapshot that came says so
        } else if (hasWon() && isPreVote) {
            patience.campaignFrom(nowNs);
            raft.becomeCandidate(Role.CANDIDATE);
        } else if (hasWon()) {
            patience.lead();
            raft.becomeLeader();
        } else if (hasLost()) {
            raft.becomeFollower(raft.term(), 0);
        } else if (patience.isStandDue()) {
            patience.standFrom(nowNs);
            raft.becomeCandidate(Role.PRE_CANDIDATE);
        }
    }

    /** The leader hands over: stands in earnest, at once, and whatever was promised (§3.10t). */
    void standForTransfer() {
        raft.patience().restart();
        raft.becomeCandidate(Role.CANDIDATE);
        transferTerm = raft.term();
    }

    /** A new campaign, for which only this node's own vote is in. */
    void begin(final long nowNs) {
        campaign++;
        Arrays.fill(answers, NONE);
        Arrays.fill(askAtNs, nowNs);
        answers[Roster.SELF] = GRANTED;
    }

    void onVoteReply(final VoteReply reply, final int slot) {
        if (ignore(reply, slot)) {
            return;
        }
        refusals[slot] = reply.isGranted() ? VoteRefusal.NONE : reply.refusal();
        answeredNs[slot] = raft.nowNs();
        if (reply.isGranted()) {
            answers[slot] = GRANTED;
        } else if (reply.remainingNs() > 0) {
            askAtNs[slot] = raft.nowNs() + againNs(reply.remainingNs());
        } else {
            answers[slot] = REFUSED;
        }
    }

    /** Just when its promise runs out; sooner where it is about to learn that nobody is there. */
    private long againNs(final long remainingNs) {
        return raft.patience().isLeaderGone() ? Math.min(remainingNs, learnedNs) : remainingNs;
    }

    private boolean ignore(final VoteReply reply, final int slot) {
        return reply.campaign() != campaign          // of an earlier campaign
                || reply.isPreVote() != (raft.role() == Role.PRE_CANDIDATE)
                || raft.role() != Role.PRE_CANDIDATE && raft.role() != Role.CANDIDATE
                || reply.isGranted() && !reply.isPreVote() && reply.term() != raft.term()
                || answers[slot] == GRANTED;  // given once, given for all
    }

    /** Whether a quorum has granted; one's own vote counts once it is durable. */
    private boolean hasWon() {
        return quorum().reached(answers) == GRANTED && raft.votes().isDurable();
    }

    /** Whether a quorum can no longer be had. */
    private boolean hasLost() {
        return quorum().reached(answers) == REFUSED;
    }

    /** What the other voters have said so far, to this campaign or an earlier one. */
    List<Standing.Ballot> ballots() {
        final List<Standing.Ballot> ballots = new ArrayList<>();
        for (final Configuration.Member voter : raft.configuration().members()) {
            final int slot = raft.membership().roster().slotOf(voter.id());
            if (slot != Roster.SELF && quorum().counts(slot)) {
                ballots.add(new Standing.Ballot(voter.id(), answers[slot] == GRANTED,
                        refusals[slot], raft.nowNs() - answeredNs[slot],
                        Math.max(0, askAtNs[slot] - raft.nowNs())));
            }
        }
        return ballots;
    }

    private Quorum quorum() {
        return raft.membership().quorum();
    }

    private boolean isToAsk(final int slot) {
        return answers[slot] == NONE && quorum().counts(slot);
    }

    int emit(final Outbound outbound) {
        final boolean isPreVote = raft.role() == Role.PRE_CANDIDATE;
        final Roster roster = raft.membership().roster();
        int sent = 0;
        for (int slot = 0; slot < roster.limit(); slot++) {
            if (isToAsk(slot) && raft.nowNs() - askAtNs[slot] >= 0) {
                request.term(isPreVote ? raft.term() + 1 : raft.term()).preVote(isPreVote)
                        .last(raft.log().lastIndex(), raft.log().lastTerm()).campaign(campaign)
                        .transfer(!isPreVote && raft.term() == transferTerm)
                        .identity(raft.votes().identity());
                if (outbound.send(roster.idOf(slot), request)) {
                    askAtNs[slot] = raft.nowNs() + retryNs;
                    sent++;
                }
            }
        }
        return sent;
    }

    /** When the next request falls due, or the campaign ends. */
    long nextDueNs(final long endsNs) {
        long due = endsNs;
        for (int slot = 0; slot < raft.membership().roster().limit(); slot++) {
            if (isToAsk(slot) && askAtNs[slot] - due < 0) {
                due = askAtNs[slot];
            }
        }
        return due;
    }
}
