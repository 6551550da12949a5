package io.quorate.raft;

import io.quorate.port.VoteStore;

/** A vote store whose disk keeps what the test says. */
final class TestVotes implements VoteStore {
    private final long identity;
    private int incarnation = 1;
    private long term;
    private int votedFor;
    private long promiseNs;
    private long durableTerm;
    private int durableVotedFor;
    private long durablePromiseNs;
    private boolean isDiskStalled;

    TestVotes(final long identity) {
        this.identity = identity;
    }

    TestVotes in(final long newTerm, final int newVotedFor) {
        store(newTerm, newVotedFor, promiseNs);
        return this;
    }

    void stallDisk(final boolean isStalled) {
        isDiskStalled = isStalled;
        keep();
    }

    /** The machine stops: what the disk had not kept is gone. */
    void crash() {
        term = durableTerm;
        votedFor = durableVotedFor;
        promiseNs = durablePromiseNs;
        isDiskStalled = false;
        incarnation++;
    }

    private void keep() {
        if (!isDiskStalled) {
            durableTerm = term;
            durableVotedFor = votedFor;
            durablePromiseNs = promiseNs;
        }
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
        keep();
    }

    @Override
    public boolean isDurable() {
        return durableTerm == term && durableVotedFor == votedFor && durablePromiseNs == promiseNs;
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
