package io.quorate.raft;

import java.util.List;

/**
 * How a member fares, told in both directions: what its driver thinks of it as a leader, which by
 * itself ends no office and no campaign, and how it stands in its cluster.
 */
public final class Condition {
    private final Raft raft;
    private final Parts parts;
    private Fitness fitness = Fitness.FIT;
    private boolean isToldDegraded;

    Condition(final Raft raft, final Parts parts) {
        this.raft = raft;
        this.parts = parts;
    }

    /** The driver has judged. */
    public void judge(final Fitness judged) {
        fitness = judged;
    }

    /** What was judged last. */
    public Fitness fitness() {
        return fitness;
    }

    /**
     * The process of another member is gone, as its host says. To be told in a cycle after what was
     * heard in it, and again while it stays away: a word that was still under way takes it back.
     */
    public void onConnectionLost(final int memberId) {
        if (raft.role() == Role.LEADER) {
            parts.followerChecks.onConnectionLost(memberId);
        } else if (raft.role() == Role.FOLLOWER && raft.leaderId() == memberId) {
            raft.patience().onConnectionLost();
        }
    }

    /** The leader says whether it misses a voter. */
    void hear(final boolean isDegraded) {
        isToldDegraded = isDegraded;
    }

    /**
     * Whether a voter was not heard for the shortest election timeout, or lacks what was committed
     * that long ago: as a leader sees it, and as the others heard from it last.
     */
    public boolean isDegraded() {
        return raft.role() == Role.LEADER ? parts.leader.peers().isDegraded() : isToldDegraded;
    }

    /**
     * When this member last heard a leader other than itself, whatever was said: the time of that
     * cycle, as its driver reads the clock; 0 if it never did. It stays while nobody leads.
     */
    public long leaderHeardNs() {
        return raft.patience().leaderHeardNs();
    }

    /** How this member stands; allocated anew. */
    public Standing standing() {
        final boolean isLeader = raft.role() == Role.LEADER;
        return new Standing(raft.id(), raft.role(), raft.term(), raft.leaderId(),
                new Standing.Positions(raft.log().firstIndex(), raft.lastIndex(),
                        raft.durableIndex(), raft.commitIndex()),
                new Standing.Member(raft.membership().isVoter(), raft.isDisplaced(),
                        raft.votes().isDurable(), parts.voter.promisedNs(raft.nowNs()), fitness,
                        raft.patience().deadlineNs() - raft.nowNs()),
                raft.leaderId() == 0 ? parts.candidate.ballots() : List.of(),
                isLeader ? peers() : List.of(), rounds(isLeader), raft.configuration(),
                raft.configurationIndex() <= raft.commitIndex(), raft.changeState());
    }

    private List<Standing.Peer> peers() {
        return List.of(parts.leader.peers().served()).stream().map(peer -> Standing.Peer.of(peer,
                raft.membership().quorum().counts(peer.slot), raft.nowNs())).toList();
    }

    private Standing.Rounds rounds(final boolean isLeader) {
        return isLeader ? new Standing.Rounds(parts.leadership.rounds().newest(),
                parts.leadership.confirmed(), raft.reads().leaseIndex())
                : new Standing.Rounds(0, 0, 0);
    }
}
