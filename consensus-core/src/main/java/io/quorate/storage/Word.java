package io.quorate.storage;

import io.quorate.port.VoteStore;

/** A node's word as it stands, and what may never become of it. Owned by the node's thread. */
public final class Word {
    private long term;
    private int votedFor = VoteStore.NOBODY;
    private long promiseNs;

    /** The term reached. */
    public long term() {
        return term;
    }

    /** Whom the vote of that term went to. */
    public int votedFor() {
        return votedFor;
    }

    /** The longest promise ever given, in nanoseconds. */
    public long promiseNs() {
        return promiseNs;
    }

    /**
     * Replaces the word.
     *
     * @throws IllegalStateException if that would take a word back: a bug, and the node must stop
     */
    public void replace(final long newTerm, final int newVotedFor, final long newPromiseNs) {
        final boolean isVoteTakenBack = newTerm == term && votedFor != VoteStore.NOBODY
                && newVotedFor != votedFor;
        if (newTerm < term || newPromiseNs < promiseNs || isVoteTakenBack) {
            throw new IllegalStateException("term " + term + ", vote " + votedFor + ", promise "
                    + promiseNs + " ns cannot become term " + newTerm + ", vote " + newVotedFor
                    + ", promise " + newPromiseNs + " ns");
        }
        term = newTerm;
        votedFor = newVotedFor;
        promiseNs = newPromiseNs;
    }
}
