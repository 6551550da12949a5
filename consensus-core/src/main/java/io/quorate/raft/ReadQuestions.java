package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.ReadRequest;

/**
 * Asks the leader on behalf of the reads that arrive at a member which does not lead (thesis §6.4).
 * One question is under way at a time; who arrives meanwhile is covered by the next. What was lost
 * is asked again, by the same number.
 * <pre>
 *     confirmed        asked       joining
 *   ──────┼──────────────┼────────────┼──
 *         │  under way   │  not asked │
 * </pre>
 */
final class ReadQuestions {
    private final Raft raft;
    private final ReadRequest request;
    private final long retryNs;
    private long confirmed;
    private long asked;
    private long joining;
    private long strict;              // up to here, a lease is not proof enough for all
    private long askedAtNs;           // for the first time
    private long askAgainAtNs;

    ReadQuestions(final Raft raft, final ReadRequest request, final long retryNs) {
        this.raft = raft;
        this.request = request;
        this.retryNs = retryNs;
        confirmed = (long) raft.votes().incarnation() << 32;   // answers to an earlier life differ
        asked = confirmed;
        joining = confirmed;
    }

    /** What was asked of another leader, or in another term, is asked no more. */
    void forget() {
        asked = Math.max(asked, joining);
        joining = asked;
        confirmed = asked;
        strict = confirmed;
    }

    /** A read has arrived: the number of the question that covers it. */
    long join(final boolean byLease) {
        joining = asked + 1;
        strict = byLease ? strict : joining;
        return joining;
    }

    /** Whether this is the answer to the question under way. */
    boolean isAnswered(final long number) {
        final boolean isAnswered = number == asked && confirmed < asked;
        confirmed = isAnswered ? asked : confirmed;
        return isAnswered;
    }

    /** When the question that was answered last was asked: no later than its answer was true. */
    long askedAtNs() {
        return askedAtNs;
    }

    private boolean isUnderWay() {
        return asked > confirmed;
    }

    int emit(final Outbound outbound) {
        final boolean isDue = isUnderWay() ? raft.nowNs() - askAgainAtNs >= 0 : joining > asked;
        if (!isDue || raft.leaderId() == 0) {
            return 0;
        }
        final long number = isUnderWay() ? asked : joining;
        request.term(raft.term()).number(number).byLease(strict <= confirmed);
        if (!outbound.send(raft.leaderId(), request)) {
            return 0;
        }
        askedAtNs = number > asked ? raft.nowNs() : askedAtNs;
        askAgainAtNs = raft.nowNs() + retryNs;
        asked = number;
        return 1;
    }

    /** When a question that stays without an answer is asked again, if that is sooner. */
    long nextDueNs(final long otherwiseNs) {
        return isUnderWay() && askAgainAtNs - otherwiseNs < 0 ? askAgainAtNs : otherwiseNs;
    }
}
