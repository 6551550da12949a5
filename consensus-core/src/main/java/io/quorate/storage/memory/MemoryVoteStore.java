package io.quorate.storage.memory;

import io.quorate.port.VoteStore;

/** A word that is kept as long as the object is. */
public final class MemoryVoteStore implements VoteStore {
    private final long identity;
    private int incarnation;
    private long term;
    private int votedFor;
    private long promiseNs;

    /** New storage of that identity, which must not be 0. */
    public MemoryVoteStore(final long identity) {
        if (identity == 0) {
            throw new IllegalArgumentException("an identity must not be 0");
        }
        this.identity = identity;
    }

    /** The node starts on this store, for the first time or again. */
    public MemoryVoteStore open() {
        incarnation++;
        return this;
    }

    @Override
    public long identity() {
        return identity;
    }

    @Override
    public int incarnation() {
        return incarnation;
    }

    @Override
    public long term() {
        return term;
    }

    @Override
    public int votedFor() {
        return votedFor;
    }

    @Override
    public long promiseNs() {
        return promiseNs;
    }

    @Override
    public void store(final long newTerm, final int newVotedFor, final long newPromiseNs) {
        term = newTerm;
        votedFor = newVotedFor;
        promiseNs = newPromiseNs;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
