package io.quorate.raft;

import io.quorate.wire.ReadReply;

/**
 * The fifth position: how far reads are confirmed. A read joins a number; once that number is
 * confirmed, whoever has applied {@link #readIndex} answers it, and without an entry in the log. At
 * the leader a number is a round of its own (thesis §6.4), elsewhere a question to the leader.
 *
 * <p>Numbers belong to one reign: when term, role or leader change, those that wait are to be told
 * to try again. One thread owns it, the node's.
 */
public final class Reads {
    private final Raft raft;
    private final Leadership leadership;
    private final ReadQuestions questions;
    private long reign;
    private long confirmed;
    private long readIndex;
    private long currentAsOfNs;

    Reads(final Raft raft, final Leadership leadership, final ReadQuestions questions) {
        this.raft = raft;
        this.leadership = leadership;
        this.questions = questions;
    }

    /** Term, role or leader change: what waits is confirmed no more. */
    void nextReign() {
        reign++;
        confirmed = 0;
        questions.forget();
    }

    /** Rises whenever term, role or leader change. */
    public long reign() {
        return reign;
    }

    /**
     * A read arrives.
     *
     * @param byLease whether the leader's lease is proof enough, where a leader is asked
     * @return the number that it joins, or {@link Raft#NOT_LEADER} while no leader is known
     */
    public long join(final boolean byLease) {
        if (raft.role() == Role.LEADER) {
            return leadership.want();
        }
        return raft.role() == Role.FOLLOWER && raft.leaderId() != 0 ? questions.join(byLease)
                : Raft.NOT_LEADER;
    }

    /** All reads that joined this number or an earlier one are confirmed; 0 before the first. */
    public long confirmed() {
        return confirmed;
    }

    /** What must be applied before those are answered. */
    public long readIndex() {
        return readIndex;
    }

    /**
     * From when on, by this node's clock, a state machine that has applied {@link #readIndex} knew
     * all that was answered; of meaning only once something is {@link #confirmed}.
     */
    public long currentAsOfNs() {
        return currentAsOfNs;
    }

    /** The leader's rounds were acknowledged; {@code index} covers all that was agreed before. */
    void onRounds(final long index) {
        if (leadership.confirmed() > confirmed) {
            confirmed = leadership.confirmed();
            readIndex = index;
            currentAsOfNs = leadership.rounds().sentNs(confirmed);
        }
    }

    /** The leader has answered; whether what was asked is confirmed with that. */
    boolean onReadReply(final ReadReply reply) {
        final boolean isAnswered = questions.isAnswered(reply.number());
        if (isAnswered) {
            confirmed = reply.number();
            readIndex = reply.readIndex();
            currentAsOfNs = questions.askedAtNs();
        }
        return isAnswered;
    }

    /**
     * Whether this node leads and nobody else can, at that time: then who has applied
     * {@link #leaseIndex} may answer by lease.
     *
     * @param nowNs read from the clock after the read has arrived
     */
    public boolean holdsLease(final long nowNs) {
        return raft.role() == Role.LEADER && leadership.holdsLease(nowNs);
    }

    /** The clock stood still for a while: no lease rests on what was sent before. */
    public void distrustClock() {
        leadership.distrustClock();
    }

    /** What must be applied before a read is answered by lease. */
    public long leaseIndex() {
        return leadership.readableIndex(raft.commitIndex());
    }

    /** The newest round of its term that a quorum has acknowledged to a leader; else 0. */
    public long confirmedRound() {
        return raft.role() == Role.LEADER ? leadership.confirmed() : 0;
    }
}
