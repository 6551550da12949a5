package io.quorate.raft;

import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.VoteReply;

/**
 * Whatever is heard meets the rule of terms first (§5.1): a newer one is adopted, an older one is
 * not acted on. What passes goes to the part of the node that it is for.
 */
final class TermRule {
    private final Raft raft;
    private final Membership membership;
    private final Voter voter;
    private final Candidate candidate;
    private final Follower follower;
    private final Leader leader;
    private final OldTerms oldTerms;
    private final SnapshotReceiver receiver;

    TermRule(final Raft raft, final Parts parts) {
        this.raft = raft;
        membership = parts.membership;
        voter = parts.voter;
        candidate = parts.candidate;
        follower = parts.follower;
        leader = parts.leader;
        oldTerms = parts.oldTerms;
        receiver = parts.receiver;
    }

    /** The voter itself raises the term, as a loyal one does not. */
    void onRequestVote(final RequestVote request) {
        final int slot = membership.speaker(request, request.identity());
        if (slot >= 0 && !raft.isDisplaced()) {
            voter.onRequestVote(request, slot);
        }
    }

    void onVoteReply(final VoteReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        final boolean isInvitation = reply.isGranted() && reply.isPreVote()
                && reply.term() == raft.term() + 1;     // to the very term that was sounded out
        if (slot >= 0 && reply.term() > raft.term() && !isInvitation) {
            raft.becomeFollower(reply.term(), 0);
        } else if (slot >= 0) {
            candidate.onVoteReply(reply, slot);
        }
    }

    void onAppendEntries(final AppendEntries message) {
        if (isFromLeader(message, message.promiseNs())) {
            follower.onAppendEntries(message);
        }
    }

    void onInstallSnapshot(final InstallSnapshot message) {
        if (isFromLeader(message, message.promiseNs())) {
            receiver.onInstallSnapshot(message);
        }
    }

    /** Whether it is the leader of this term who speaks, and so is to be followed. */
    private boolean isFromLeader(final Message message, final long promiseNs) {
        final int slot = membership.speaker(message);
        if (slot < 0) {
            return false;
        }
        if (message.term() < raft.term()) {
            oldTerms.heardFrom(slot, message.from());
            return false;
        }
        if (message.term() > raft.term() || raft.leaderId() != message.from()) {
            Invariants.require(message.term() > raft.term() || raft.leaderId() == 0,
                    "two leaders in one term (§5.2)", raft);
            raft.becomeFollower(message.term(), message.from());
        }
        raft.patience().heardLeader(promiseNs);
        return true;
    }

    void onAppendReply(final AppendReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        if (slot >= 0 && reply.term() > raft.term()) {
            raft.becomeFollower(reply.term(), 0);
        } else if (slot >= 0 && reply.term() == raft.term() && raft.role() == Role.LEADER) {
            leader.onAppendReply(reply, slot);
        }
    }

    void onSnapshotReply(final SnapshotReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        if (slot >= 0 && reply.term() > raft.term()) {
            raft.becomeFollower(reply.term(), 0);
        } else if (slot >= 0 && reply.term() == raft.term() && raft.role() == Role.LEADER) {
            leader.onSnapshotReply(reply, slot);
        }
    }
}
