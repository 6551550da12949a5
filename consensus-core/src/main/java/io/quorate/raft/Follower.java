package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;

/**
 * Takes entries from the leader of its term (§5.3) and owes it one word: how far the logs agree,
 * and of that how much is durable. However much was heard in a cycle, it is said once.
 */
final class Follower {
    private static final long NONE = -1;

    private final Raft raft;
    private final AppendReply reply;
    private final EntryRun run = new EntryRun();
    private long agreedIndex;        // proved in that term to be the leader's
    private long agreedTerm = NONE;
    private long leaderCommit;       // as the leader of this term has told
    private long round;              // the newest heard
    private long saidRound;
    private long saidMatch;
    private boolean isAsked;         // something came that taught nothing new: an answer is due
    private long rejectedPrev = NONE;
    private long hintTerm;
    private long malformed;

    Follower(final Raft raft, final AppendReply reply) {
        this.raft = raft;
        this.reply = reply;
    }

    /**
     * Follows anew. In a new term only what is committed is known to agree with whoever leads it;
     * in the same term all that was proved still does. The leader has heard of it and won't send it
     * again: if a word of it was lost, none but this node can repeat it.
     */
    void begin() {
        if (agreedTerm != raft.term()) {
            agreedTerm = raft.term();
            agreedIndex = raft.commitIndex();
            leaderCommit = agreedIndex;
        }
        round = 0;
        saidRound = 0;
        saidMatch = 0;
        isAsked = false;
        rejectedPrev = NONE;
    }

    void onAppendEntries(final AppendEntries message) {
        final long prevIndex = message.prevIndex();
        if (!run.check(message.buffer(), message.fixedLength(), message.bodyLength(), prevIndex,
                message.prevTerm(), message.term())) {
            malformed++;
            return;
        }
        round = Math.max(round, message.round());
        if (prevIndex >= raft.commitIndex()
                && !raft.log().holds(prevIndex, message.prevTerm())) {
            rejectedPrev = prevIndex;
            hintTerm = message.prevTerm();
            return;
        }
        if (!merge()) {
            return;                              // no room: as if it had been lost on its way
        }
        isAsked |= run.lastIndex() <= agreedIndex;
        agreedIndex = Math.max(agreedIndex, run.lastIndex());
        leaderCommitted(message.commitIndex());
    }

    /** The leader tells how far its log is committed; of that, what is agreed counts here too. */
    void leaderCommitted(final long index) {
        leaderCommit = Math.max(leaderCommit, index);
        raft.commitTo(Math.min(leaderCommit, agreedIndex));
    }

    /**
     * Brings the run into the log: what is there already stays, and only an entry that differs
     * makes way, with all after it (§5.3). A shorter or older request removes nothing.
     */
    private boolean merge() {
        final RaftLog log = raft.log();
        while (!run.isEmpty() && run.firstIndex() <= log.lastIndex()) {
            final long index = run.firstIndex();
            if (index > raft.commitIndex() && log.termAt(index) != run.firstTerm()) {
                Invariants.require(index > agreedIndex, "an agreed entry differs (§5.3)", raft);
                log.truncateFrom(index);
                break;
            }
            run.skipFirst();
        }
        if (run.isEmpty()) {
            return true;
        }
        if (!log.storage().hasRoom(run.length())) {
            return false;
        }
        log.append(run);
        return true;
    }

    private long matchIndex() {
        return Math.min(agreedIndex, raft.durableIndex());
    }

    int emit(final Outbound outbound) {
        final long match = matchIndex();
        final boolean isDue = isAsked || round > saidRound || match > saidMatch
                || rejectedPrev != NONE;
        if (!isDue || raft.leaderId() == 0) {
            return 0;
        }
        reply.term(raft.term()).match(match, agreedIndex).round(round)
                .identity(raft.votes().identity())
                .unfit(raft.condition().fitness() != Fitness.FIT).accepted();
        if (rejectedPrev != NONE) {
            final long hint = raft.log().newestAtMost(rejectedPrev, hintTerm);
            reply.rejected(rejectedPrev, hint, raft.log().termAt(hint));
        }
        if (!outbound.send(raft.leaderId(), reply)) {
            return 0;
        }
        saidRound = round;
        saidMatch = match;
        isAsked = false;
        rejectedPrev = NONE;
        return 1;
    }

    /** The logs agree up to that entry, which is committed: the leader has a snapshot of it. */
    void agreed(final long index, final long newRound) {
        round = Math.max(round, newRound);
        agreedIndex = Math.max(agreedIndex, index);
        isAsked = true;
        raft.commitTo(index);                    // and no further: of what follows it says nothing
    }

    /** Messages whose entries were damaged, out of order or of an impossible term. */
    long malformed() {
        return malformed;
    }
}
