package io.quorate.node;

import io.quorate.port.Transport.FrameHandler;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import org.agrona.DirectBuffer;

/**
 * Hears frames as they came: turns away, and counts, what is damaged, foreign or of an earlier
 * life of its sender; what remains is handed to the core as the message that it is.
 */
final class Inbound implements FrameHandler {
    private final Raft raft;
    private final NodeCounters counters;
    private final long clusterId;
    private final int[] peers;
    private final int[] incarnations;               // the newest heard, by peer
    private final RequestVote requestVote = new RequestVote();
    private final VoteReply voteReply = new VoteReply();
    private final AppendEntries appendEntries = new AppendEntries();
    private final AppendReply appendReply = new AppendReply();

    Inbound(final RaftConfig config, final Raft raft, final NodeCounters counters) {
        this.raft = raft;
        this.counters = counters;
        clusterId = config.clusterId();
        peers = config.members().stream().mapToInt(Integer::intValue)
                .filter(id -> id != config.self()).toArray();
        incarnations = new int[peers.length];
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final Message.Verdict verdict = Message.check(buffer, offset, length, clusterId);
        if (verdict != Message.Verdict.SOUND) {
            counters.increment(NodeCounter.of(verdict));
            return;
        }
        switch (Message.typeOf(buffer, offset)) {
            case MessageType.REQUEST_VOTE -> {
                if (isHeard(requestVote, buffer, offset, length)) {
                    raft.onRequestVote(requestVote);
                }
            }
            case MessageType.VOTE_REPLY -> {
                if (isHeard(voteReply, buffer, offset, length)) {
                    raft.onVoteReply(voteReply);
                }
            }
            case MessageType.APPEND_ENTRIES -> {
                if (isHeard(appendEntries, buffer, offset, length)) {
                    raft.onAppendEntries(appendEntries);
                }
            }
            case MessageType.APPEND_REPLY -> {
                if (isHeard(appendReply, buffer, offset, length)) {
                    raft.onAppendReply(appendReply);
                }
            }
            default -> counters.increment(NodeCounter.MALFORMED);
        }
    }

    /** Whether it was said by another member, and by its newest life. */
    private boolean isHeard(final Message message, final DirectBuffer buffer, final int offset,
            final int length) {
        message.wrap(buffer, offset, length);
        final int peer = indexOf(message.from());
        if (peer < 0) {
            counters.increment(NodeCounter.UNKNOWN_MEMBER);
            return false;
        }
        if (message.incarnation() < incarnations[peer]) {
            counters.increment(NodeCounter.STALE_INCARNATION);
            return false;
        }
        incarnations[peer] = message.incarnation();
        return true;
    }

    private int indexOf(final int id) {
        for (int i = 0; i < peers.length; i++) {
            if (peers[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
