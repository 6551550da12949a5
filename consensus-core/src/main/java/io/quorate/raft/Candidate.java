package io.quorate.raft;

import io.quorate.detector.ElectionTimeout;
import io.quorate.port.Outbound;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.util.Arrays;

/**
 * Stands for leader (§5.2). A pre-vote is the same campaign with the term held back (thesis §9.6):
 * only when a quorum would grant does the node raise its term and ask in earnest.
 */
final class Candidate {
    private enum Answer {
        NONE,
        GRANTED,
        REFUSED
    }

    private final Raft raft;
    private final RequestVote request;
    private final int self;
    private final int majority;
    private final long retryNs;
    private final Answer[] answers;
    private final long[] askAtNs;
    private long campaign;

    Candidate(final Raft raft, final RaftConfig config, final RequestVote request) {
        this.raft = raft;
        this.request = request;
        final int peers = config.members().size();
        self = config.members().indexOf(config.self());
        majority = peers / 2 + 1;
        retryNs = config.heartbeatNs();
        answers = new Answer[peers];
        askAtNs = new long[peers];
        campaign = (long) raft.votes().incarnation() << 32;   // answers to an earlier life differ
    }

    /** Silence has lasted too long: stands, unless a promise still binds (thesis §6.4.1). */
    void standIfSuspicious(final ElectionTimeout timer, final long nowNs) {
        if (timer.isSuspicious(nowNs) && raft.mayStand()) {
            timer.restart(nowNs);
            raft.becomeCandidate(Role.PRE_CANDIDATE);
            campaign(timer, nowNs);
        }
    }

    /** Won, lost, or undecided for too long: then the campaign begins anew. */
    void campaign(final ElectionTimeout timer, final long nowNs) {
        final boolean isPreVote = raft.role() == Role.PRE_CANDIDATE;
        if (hasWon() && isPreVote) {
            timer.restart(nowNs);
            raft.becomeCandidate(Role.CANDIDATE);
        } else if (hasWon()) {
            raft.becomeLeader();
        } else if (hasLost()) {
            raft.becomeFollower(raft.term(), 0);
        } else if (timer.isSuspicious(nowNs)) {
            timer.restart(nowNs);
            raft.becomeCandidate(Role.PRE_CANDIDATE);
        }
    }

    /** A new campaign, for which only this node's own vote is in. */
    void begin(final long nowNs) {
        campaign++;
        Arrays.fill(answers, Answer.NONE);
        Arrays.fill(askAtNs, nowNs);
        answers[self] = Answer.GRANTED;
    }

    void onVoteReply(final VoteReply reply, final int slot) {
        if (ignore(reply, slot)) {
            return;
        }
        if (reply.isGranted()) {
            answers[slot] = Answer.GRANTED;
        } else if (reply.remainingNs() > 0) {
            askAtNs[slot] = raft.nowNs() + reply.remainingNs();   // just when its promise runs out
        } else {
            answers[slot] = Answer.REFUSED;
        }
    }

    private boolean ignore(final VoteReply reply, final int slot) {
        return reply.campaign() != campaign          // of an earlier campaign
                || reply.isPreVote() != (raft.role() == Role.PRE_CANDIDATE)
                || raft.role() != Role.PRE_CANDIDATE && raft.role() != Role.CANDIDATE
                || reply.isGranted() && !reply.isPreVote() && reply.term() != raft.term()
                || answers[slot] == Answer.GRANTED;  // given once, given for all
    }

    /** Whether a quorum has granted; one's own vote counts once it is durable. */
    private boolean hasWon() {
        return count(Answer.GRANTED) >= majority && raft.votes().isDurable();
    }

    /** Whether a quorum can no longer be had. */
    private boolean hasLost() {
        return count(Answer.REFUSED) > answers.length - majority;
    }

    private int count(final Answer wanted) {
        int count = 0;
        for (final Answer answer : answers) {
            count += answer == wanted ? 1 : 0;
        }
        return count;
    }

    int emit(final Outbound outbound, final int[] ids) {
        final boolean isPreVote = raft.role() == Role.PRE_CANDIDATE;
        int sent = 0;
        for (int slot = 0; slot < ids.length; slot++) {
            if (answers[slot] == Answer.NONE && raft.nowNs() - askAtNs[slot] >= 0) {
                request.term(isPreVote ? raft.term() + 1 : raft.term()).preVote(isPreVote)
                        .last(raft.log().lastIndex(), raft.log().lastTerm()).campaign(campaign)
                        .identity(raft.votes().identity());
                if (outbound.send(ids[slot], request)) {
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
        for (int slot = 0; slot < answers.length; slot++) {
            if (answers[slot] == Answer.NONE && askAtNs[slot] - due < 0) {
                due = askAtNs[slot];
            }
        }
        return due;
    }
}
