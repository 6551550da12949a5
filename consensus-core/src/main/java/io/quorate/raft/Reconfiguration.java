package io.quorate.raft;

import java.util.List;
import java.util.Set;

/**
 * Leads from one configuration to the next (§6, thesis §4), one entry at a time: each only when
 * the one before it and an entry of this leader's own term are committed.
 * <pre>
 *   introduced ---- who is to vote catches up ----> joint ----> new      CATCHING_UP, JOINT, DONE
 *       \---- does not, or too few are alive: who is new stays a learner             ABORTED
 * </pre>
 * What is joint is ended by whoever leads. A leader that is in no new configuration leads, without
 * counting itself, until that is committed.
 */
final class Reconfiguration {
    private final Raft raft;
    private final Leader leader;
    private final long timeoutNs;
    private boolean isBindingDue;                 // a member has told its identity
    private ChangeState state = ChangeState.NONE;
    private MembershipChange wanted;              // null while no change goes on
    private long beganAtIndex;
    private boolean hasHandedOver;                // the office, as it is no voter any more
    private List<CatchUp> catchUps = List.of();
    private long caughtUpNs;                      // when the last of them had caught up

    Reconfiguration(final Raft raft, final Leader leader, final RaftConfig config) {
        this.raft = raft;
        this.leader = leader;
        timeoutNs = config.electionTimeoutNsMin();
    }

    /** A new term. */
    void begin() {
        isBindingDue = true;
        state = ChangeState.NONE;
        wanted = null;
        hasHandedOver = false;
    }

    /** The term is lost, and what goes on with it. */
    void lose() {
        if (wanted != null) {
            end(ChangeState.LOST);
        }
    }

    /** A member has spoken; {@code isNews} if it has told an identity not known in this term. */
    void told(final boolean isNews) {
        isBindingDue |= isNews;
    }

    ChangeState state() {
        return state;
    }

    /** Takes a change on: the index of the configuration that it begins with, or a refusal. */
    long begin(final MembershipChange change, final long nowNs) {
        final long refusal = refusal(change, nowNs);
        if (refusal < 0) {
            return refusal;
        }
        final Configuration current = raft.membership().current();
        final Set<Integer> newVoters = change.newVoters(current);
        final Configuration introduced = change.introduced(current);
        if (!introduced.equals(current) && !leader.append(introduced)) {
            return Raft.BACK_PRESSURED;
        }
        wanted = change;
        isBindingDue = true;                              // of who left a moment ago and is back
        state = ChangeState.CATCHING_UP;
        beganAtIndex = raft.log().lastIndex();
        caughtUpNs = nowNs;
        catchUps = newVoters.stream().map(id -> new CatchUp(leader.progress(id), beganAtIndex,
                nowNs, timeoutNs)).toList();
        return raft.membership().index();
    }

    private long refusal(final MembershipChange change, final long nowNs) {
        final Configuration current = raft.membership().current();
        if (wanted != null || raft.membership().isChanging(raft.commitIndex())
                || !raft.membership().isVoter()) {
            return Refusal.CHANGE_IN_FLIGHT;
        }
        if (raft.transferOutcome() == TransferOutcome.UNDER_WAY) {
            return Refusal.TRANSFER_IN_FLIGHT;
        }
        if (!leader.hasCommitted() || raft.membership().index() > raft.commitIndex()) {
            return Raft.BACK_PRESSURED;                   // thesis §4.1 as amended in 2015
        }
        if (change.configurationIndex() != raft.membership().index()) {
            return Refusal.STALE_CONFIGURATION;
        }
        final long all = current.members().stream().map(Configuration.Member::id)
                .filter(id -> change.members().stream().noneMatch(w -> w.id() == id)).count()
                + change.members().size();
        if (all > Configuration.MEMBERS_MAX) {
            return Refusal.TOO_MANY_MEMBERS;
        }
        final Configuration next = change.joint(change.introduced(current));
        return keepsQuorum(next, change.newVoters(current), 0, nowNs) ? 0 : Refusal.QUORUM_LOST;
    }

    /** Whether enough of the new voters are alive and hold what was in the log at an index. */
    private boolean keepsQuorum(final Configuration next, final Set<Integer> trusted,
            final long heldIndex, final long nowNs) {
        int voters = 0;
        int alive = 0;
        for (final Configuration.Member member : next.members()) {
            if (member.after() == MemberRole.VOTER) {
                voters++;
                alive += member.id() == raft.id() || trusted.contains(member.id())
                        || isAlive(leader.progress(member.id()), heldIndex, nowNs) ? 1 : 0;
            }
        }
        return alive > voters / 2;
    }

    private boolean isAlive(final Progress peer, final long heldIndex, final long nowNs) {
        return nowNs - peer.contactNs() <= timeoutNs && peer.matchIndex() >= heldIndex;
    }

    /** The configuration in force is committed: does what is due next. */
    void onTime(final long nowNs, final boolean isNewRound) {
        final Configuration current = raft.membership().current();
        if (current.isJoint()) {
            leader.append(current.left());
        } else if (isBindingDue && isNewRound && bindIdentities(current)) {
            return;                                       // it has to be committed first
        } else if (state == ChangeState.CATCHING_UP) {
            catchUp(current, nowNs);
        } else if (wanted != null) {
            end(ChangeState.DONE);
        } else if (!raft.membership().isVoter()) {
            handOver();                                   // its work is done (thesis §4.2.2)
        }
    }

    /** The best of the new voters is told to stand; without one, silence will have to do. */
    private void handOver() {
        final boolean isBegun = !hasHandedOver && raft.transfer(0) > 0;
        hasHandedOver = true;
        if (!isBegun && raft.transferOutcome() != TransferOutcome.UNDER_WAY) {
            raft.becomeFollower(raft.term(), 0);
        }
    }

    /** Writes into the log which storage vouches for which member, as soon as that is known. */
    private boolean bindIdentities(final Configuration current) {
        final Configuration bound = current.bind(id -> id == raft.id() ? raft.votes().identity()
                : leader.progress((int) id).identity());
        isBindingDue = !bound.equals(current);
        return isBindingDue && leader.append(bound);
    }

    private void catchUp(final Configuration current, final long nowNs) {
        boolean isReady = true;
        for (final CatchUp catchUp : catchUps) {
            catchUp.onTime(raft.log().lastIndex(), nowNs);
            if (catchUp.hasFailed(nowNs)) {
                end(ChangeState.ABORTED);
                return;
            }
            isReady &= catchUp.isReady(nowNs);
        }
        if (isReady && isBound(current)) {
            goJoint(wanted.joint(current), nowNs);
        } else {
            caughtUpNs = nowNs;
        }
    }

    /** A member's identity is bound while it is a learner: as a voter it is known by it. */
    private boolean isBound(final Configuration current) {
        return current.members().stream().filter(m -> wanted.newVoters(current).contains(m.id()))
                .allMatch(member -> member.identity() != Configuration.UNBOUND);
    }

    /** Those who stay may be a message behind: they have a timeout to hold what the new ones do. */
    private void goJoint(final Configuration next, final long nowNs) {
        if (!next.isJoint()) {
            end(ChangeState.DONE);
        } else if (keepsQuorum(next, Set.of(), beganAtIndex, nowNs)) {
            state = leader.append(next) ? ChangeState.JOINT : state;
        } else if (nowNs - caughtUpNs > timeoutNs) {
            end(ChangeState.ABORTED);
        }
    }

    private void end(final ChangeState how) {
        state = how;
        wanted = null;
        catchUps = List.of();
    }
}
