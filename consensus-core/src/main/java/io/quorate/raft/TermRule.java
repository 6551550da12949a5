package io.quorate.raft;

import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.TimeoutNow;
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
    private final Reads reads;
    private final Checks checks;

    TermRule(final Raft raft, final Parts parts) {
        this.raft = raft;
        membership = parts.membership;
        voter = parts.voter;
        candidate = parts.candidate;
        follower = parts.follower;
        leader = parts.leader;
        oldTerms = parts.oldTerms;
        receiver = parts.receiver;
        reads = parts.reads;
        checks = parts.checks;
    }

    void hear(final Message message) {
        switch (message.type()) {
            case MessageType.REQUEST_VOTE -> onRequestVote((RequestVote) message);
            case MessageType.VOTE_REPLY -> onVoteReply((VoteReply) message);
            case MessageType.APPEND_ENTRIES -> onAppendEntries((AppendEntries) message);
            case MessageType.APPEND_REPLY -> onAppendReply((AppendReply) message);
            case MessageType.INSTALL_SNAPSHOT -> onInstallSnapshot((InstallSnapshot) message);
            case MessageType.SNAPSHOT_REPLY -> onSnapshotReply((SnapshotReply) message);
            case MessageType.READ_REQUEST -> onReadRequest((ReadRequest) message);
            case MessageType.READ_REPLY -> onReadReply((ReadReply) message);
            case MessageType.TIMEOUT_NOW -> onTimeoutNow((TimeoutNow) message);
            case MessageType.CHECK -> onCheck((Check) message);
            case MessageType.CHECK_REPLY -> onCheckReply((CheckReply) message);
            default -> throw new IllegalArgumentException(message.type() + " is for others");
        }
    }

    /** The voter itself raises the term, as a loyal one does not. */
    private void onRequestVote(final RequestVote request) {
        final int slot = membership.speaker(request, request.identity());
        if (slot >= 0 && !raft.isDisplaced()) {
            voter.onRequestVote(request, slot);
        }
    }

    private void onVoteReply(final VoteReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        final boolean isInvitation = reply.isGranted() && reply.isPreVote()
                && reply.term() == raft.term() + 1;     // to the very term that was sounded out
        if (slot >= 0 && reply.term() > raft.term() && !isInvitation) {
            raft.becomeFollower(reply.term(), 0);
        } else if (slot >= 0) {
            candidate.onVoteReply(reply, slot);
        }
    }

    private void onAppendEntries(final AppendEntries message) {
        if (isFromLeader(message, message.promiseNs())) {
            raft.condition().hear(message.isDegraded());
            follower.onAppendEntries(message);
        }
    }

    private void onInstallSnapshot(final InstallSnapshot message) {
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

    private void onAppendReply(final AppendReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        if (slot >= 0 && reply.term() > raft.term()) {
            raft.becomeFollower(reply.term(), 0);
        } else if (slot >= 0 && reply.term() == raft.term() && raft.role() == Role.LEADER) {
            leader.onAppendReply(reply, slot);
        }
    }

    private void onSnapshotReply(final SnapshotReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        if (slot >= 0 && reply.term() > raft.term()) {
            raft.becomeFollower(reply.term(), 0);
        } else if (slot >= 0 && reply.term() == raft.term() && raft.role() == Role.LEADER) {
            leader.onSnapshotReply(reply, slot);
        }
    }

    private void onReadRequest(final ReadRequest request) {
        final int slot = heard(request, 0);
        if (slot >= 0 && raft.role() == Role.LEADER) {
            leader.onReadRequest(request, slot);
        }
    }

    private void onReadReply(final ReadReply reply) {
        if (heard(reply, reply.from()) >= 0 && raft.leaderId() == reply.from()
                && reads.onReadReply(reply)) {
            follower.leaderCommitted(reply.readIndex());
        }
    }

    private void onTimeoutNow(final TimeoutNow message) {
        if (heard(message, message.from()) >= 0 && raft.leaderId() == message.from()
                && raft.role() == Role.FOLLOWER && candidate.mayLead()
                && raft.lastIndex() >= message.lastIndex()) {
            candidate.standForTransfer();
        }
    }

    /** Who asks in an old term is answered too, and so learns of the newer one. */
    private void onCheck(final Check check) {
        final int slot = membership.speaker(check);
        if (slot >= 0 && check.term() > raft.term()) {
            raft.becomeFollower(check.term(), 0);
        }
        if (slot >= 0) {
            noteLeader(check);
            checks.onCheck(check, slot);
        }
    }

    private void onCheckReply(final CheckReply reply) {
        final int slot = heard(reply, 0);
        if (slot >= 0) {
            checks.onCheckReply(reply, slot);
        }
    }

    /** The speaker's slot if the message is of this term, which may be news; else -1. */
    private int heard(final Message message, final int leaderId) {
        final int slot = membership.speaker(message);
        if (slot >= 0 && message.term() > raft.term()) {
            raft.becomeFollower(message.term(), leaderId);
        }
        if (slot >= 0) {
            noteLeader(message);
        }
        return message.term() == raft.term() ? slot : -1;
    }

    private void noteLeader(final Message message) {
        if (message.from() == raft.leaderId() && message.term() == raft.term()) {
            raft.patience().noteLeader();
        }
    }
}
