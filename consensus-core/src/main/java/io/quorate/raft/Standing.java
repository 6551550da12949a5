package io.quorate.raft;

import io.quorate.wire.VoteRefusal;
import java.util.List;

/**
 * How a member stands at a moment, in more detail than counters tell: what {@link Raft#standing}
 * makes when it is asked. All durations are nanoseconds up to that moment.
 *
 * @param id             the member
 * @param role           what it is to its cluster
 * @param term           the newest it knows of
 * @param leaderId       who leads in it; 0 while that is not known
 * @param log            its positions
 * @param member         what keeps it from standing or leading
 * @param ballots        of a campaign, one for each other voter; else none
 * @param peers          whom a leader serves, in that order; else none
 * @param hasCommitted   whether a leader has committed an entry of its own term
 * @param configuration  the one in force
 * @param isSettled      whether that is committed
 * @param change         how far the change has come that a leader took on
 * @param confirmedRound the newest round that a quorum acknowledged to a leader
 */
public record Standing(int id, Role role, long term, int leaderId, Positions log, Member member,
        List<Ballot> ballots, List<Peer> peers, boolean hasCommitted, Configuration configuration,
        boolean isSettled, ChangeState change, long confirmedRound) {

    /** The positions of its log. */
    public record Positions(long firstIndex, long lastIndex, long durableIndex, long commitIndex) {
    }

    /**
     * What keeps a member from standing or leading.
     *
     * @param isVoter       whether it is counted
     * @param isDisplaced   whether the cluster knows it by another storage
     * @param isWordDurable whether its term and vote are; before, it says nothing
     * @param promisedNs    for how long it is bound by a promise; not above 0 when it is not
     * @param fitness       what its driver thinks of it
     */
    public record Member(boolean isVoter, boolean isDisplaced, boolean isWordDurable,
            long promisedNs, Fitness fitness) {
    }

    /** What a campaign has come to at one voter. */
    public record Ballot(int id, boolean isGranted, boolean isAnswered, VoteRefusal refusal,
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
    }
}
