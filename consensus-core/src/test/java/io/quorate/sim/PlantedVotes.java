package io.quorate.sim;

import io.quorate.port.VoteStore;

/** A vote store that hands everything on; a planted one gets something wrong. */
class PlantedVotes implements VoteStore {
    final VoteStore votes;

    PlantedVotes(final VoteStore votes) {
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
