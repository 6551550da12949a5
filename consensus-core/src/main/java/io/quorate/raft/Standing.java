package io.quorate.raft;

import io.quorate.wire.VoteRefusal;
import java.util.List;

/**
 * How a member stands at a moment, in more detail than counters tell: what
 * {@link Condition#standing} makes when it is asked. Durations are nanoseconds up to then.
 *
 * @param id             the member
 * @param role           what it is to its cluster
 * @param term           the newest it knows of
 * @param leaderId       who leads in it; 0 while that is not known
 * @param log            its positions
 * @param member         what keeps it from standing or leading
 * @param ballots        what the other voters said while nobody leads; else none
 * @param peers          whom a leader serves, in that order; else none
 * @param rounds         a leader's newest, and the newest that a quorum has acknowledged; else 0
 * @param configuration  the one in force
 * @param isSettled      whether that is committed
 * @param change         how far the change has come that a leader took on
 */
public record Standing(int id, Role role, long term, int leaderId, Positions log, Member member,
        List<Ballot> ballots, List<Peer> peers, Rounds rounds, Configuration configuration,
        boolean isSettled, ChangeState change) {

    /** The positions of its log. */
    public record Positions(long firstIndex, long lastIndex, long durableIndex, long commitIndex) {
    }

    /**
     * A leader's rounds.
     *
     * @param newest        the newest that was begun
     * @param confirmed     the newest that a quorum has acknowledged
     * @param readableIndex what reads must see at least: the term's first entry is before it
     */
    public record Rounds(long newest, long confirmed, long readableIndex) {
    }

    /**
     * What keeps a member from standing or leading.
     *
     * @param isVoter       whether it is counted
     * @param isDisplaced   whether the cluster knows it by another storage
     * @param isWordDurable whether its term and vote are; before, it says nothing
     * @param promisedNs    for how long it is bound by a promise; not above 0 when it is not
     * @param fitness       what its driver thinks of it
     * @param patienceNs    until it loses faith in its leader or in its own campaign
     */
    public record Member(boolean isVoter, boolean isDisplaced, boolean isWordDurable,
            long promisedNs, Fitness fitness, long patienceNs) {
    }

    /**
     * What a voter has said to those who stand here.
     *
     * @param isGranted   whether it gives its vote in the newest campaign
     * @param refusal     what it said last, perhaps to an earlier one; null if it never spoke
     * @param agoNs       since it said that
     * @param remainingNs until it is asked again
     */
    public record Ballot(int id, boolean isGranted, VoteRefusal refusal, long agoNs,
            long remainingNs) {
    }

    /** How entries are sent to a peer. */
    public enum Pace {
        /** One message at a time: where the logs part is yet to be found. */
        PROBED,
        /** As they come. */
        STREAMED,
        /** It gets a snapshot first, as the leader's log does not reach back. */
        GETS_SNAPSHOT
    }

    /**
     * How far a peer has come, as its leader sees it.
     *
     * @param isCounted    whether it is a voter
     * @param matchIndex   durable there
     * @param agreedIndex  there, durable or not
     * @param pace         how entries are sent to it
     * @param isWindowFull whether no more may be under way
     * @param silentNs     since the newest round was sent that it acknowledged; from the leader's
     *                     beginning if there was none
     * @param round        that round; 0 if there was none in this term
     * @param isUnfit      whether it says that it had better not lead
     */
    public record Peer(int id, boolean isCounted, long matchIndex, long agreedIndex, Pace pace,
            boolean isWindowFull, long silentNs, long round, boolean isUnfit) {
        static Peer of(final Progress peer, final boolean isCounted, final long nowNs) {
            return new Peer(peer.id, isCounted, peer.matchIndex(), peer.agreedIndex(),
                    switch (peer.state()) {
                        case PROBE -> Pace.PROBED;
                        case REPLICATE -> Pace.STREAMED;
                        case SNAPSHOT -> Pace.GETS_SNAPSHOT;
                    }, peer.isWindowFull(), nowNs - peer.contactNs(), peer.acknowledgedRound(),
                    peer.isUnfit());
        }
    }
}
