package io.quorate.port;

/** A vote store that hands everything on to another; who extends it changes what it wants. */
public abstract class ForwardingVotes implements VoteStore {
    /** Where everything goes. */
    protected final VoteStore votes;

    /** On that store. */
    protected ForwardingVotes(final VoteStore votes) {
        this.votes = votes;
    }

    @Override
    public long identity() {
        return votes.identity();
    }

    @Override
    public int incarnation() {
        return votes.incarnation();
    }

    @Override
    public long term() {
        return votes.term();
    }

    @Override
    public int votedFor() {
        return votes.votedFor();
    }

    @Override
    public long promiseNs() {
        return votes.promiseNs();
    }

    @Override
    public void store(final long term, final int votedFor, final long promiseNs) {
        votes.store(term, votedFor, promiseNs);
    }

    @Override
    public boolean isDurable() {
        return votes.isDurable();
    }

    @Override
    public void close() {
        votes.close();
    }
}
