package io.quorate.storage.memory;

import io.quorate.port.VoteStore;
import io.quorate.storage.Word;

/** A node's word in memory: it is kept as long as the object is. */
public final class MemoryVoteStore implements VoteStore {
    private final long identity;
    private final Word word = new Word();
    private int incarnation;

    /** New storage of that identity, which must not be 0. */
    public MemoryVoteStore(final long identity) {
        if (identity == 0) {
            throw new IllegalArgumentException("an identity must not be 0");
        }
        this.identity = identity;
    }

    /** Counts an opening: a node starts on this store, for the first time or again. */
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
        return word.term();
    }

    @Override
    public int votedFor() {
        return word.votedFor();
    }

    @Override
    public long promiseNs() {
        return word.promiseNs();
    }

    @Override
    public void store(final long term, final int votedFor, final long promiseNs) {
        word.replace(term, votedFor, promiseNs);
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void close() {
        // it stays readable, for a node that is started again
    }
}
