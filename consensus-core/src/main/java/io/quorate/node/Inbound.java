package io.quorate.node;

import io.quorate.port.Transport.FrameHandler;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.TimeoutNow;
import io.quorate.wire.VoteReply;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Hears frames as they came: turns away, and counts, what is damaged, foreign or of an earlier
 * life of its sender; what remains is handed to the core as the message that it is.
 */
final class Inbound implements FrameHandler {
    private final Raft raft;
    private final Requests requests;
    private final Forwards forwards;
    private final NodeCounters counters;
    private final long clusterId;
    private int[] peers = {};
    private int[] incarnations = {};                // the newest heard, by peer
    private final RequestVote requestVote = new RequestVote();
    private final VoteReply voteReply = new VoteReply();
    private final AppendEntries appendEntries = new AppendEntries();
    private final AppendReply appendReply = new AppendReply();
    private final InstallSnapshot installSnapshot = new InstallSnapshot();
    private final SnapshotReply snapshotReply = new SnapshotReply();
    private final ReadRequest readRequest = new ReadRequest();
    private final ReadReply readReply = new ReadReply();
    private final TimeoutNow timeoutNow = new TimeoutNow();
    private final Check check = new Check();
    private final CheckReply checkReply = new CheckReply();
    private final ClientRequest clientRequest = new ClientRequest();
    private final ClientReply clientReply = new ClientReply();

    Inbound(final RaftConfig config, final Raft raft, final Requests requests,
            final Forwards forwards, final NodeCounters counters) {
        this.raft = raft;
        this.requests = requests;
        this.forwards = forwards;
        this.counters = counters;
        clusterId = config.clusterId();
    }

    /** Hears these from now on, and no others. */
    void peers(final List<Peer> next) {
        final int[] heard = new int[next.size()];
        for (int i = 0; i < heard.length; i++) {
            final int known = indexOf(next.get(i).id());
            heard[i] = known < 0 ? 0 : incarnations[known];
        }
        peers = next.stream().mapToInt(Peer::id).toArray();
        incarnations = heard;
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final Message.Verdict verdict = Message.check(buffer, offset, length, clusterId);
        if (verdict != Message.Verdict.SOUND) {
            counters.increment(NodeCounter.of(verdict));
            return;
        }
        final Message message = flyweight(Message.typeOf(buffer, offset));
        if (message == null) {
            counters.increment(NodeCounter.MALFORMED);
            return;
        }
        message.wrap(buffer, offset, length);
        final int peer = indexOf(message.from());
        if (peer < 0) {
            counters.increment(NodeCounter.UNKNOWN_MEMBER);
        } else if (message.incarnation() < incarnations[peer]) {
            counters.increment(NodeCounter.STALE_INCARNATION);
        } else {
            hear(message, peer);
        }
    }

    /** A frame from a client: requests are all that a member takes from strangers. */
    void onClient(final long client, final DirectBuffer buffer, final int offset,
            final int length) {
        final Message.Verdict verdict = Message.check(buffer, offset, length, clusterId);
        if (verdict != Message.Verdict.SOUND) {
            counters.increment(NodeCounter.of(verdict));
        } else if (Message.typeOf(buffer, offset) != MessageType.CLIENT_REQUEST) {
            counters.increment(NodeCounter.MALFORMED);
        } else {
            requests.onClient(client, buffer, offset, length);
        }
    }

    private Message flyweight(final int type) {
        return switch (type) {
            case MessageType.REQUEST_VOTE -> requestVote;
            case MessageType.VOTE_REPLY -> voteReply;
            case MessageType.APPEND_ENTRIES -> appendEntries;
            case MessageType.APPEND_REPLY -> appendReply;
            case MessageType.INSTALL_SNAPSHOT -> installSnapshot;
            case MessageType.SNAPSHOT_REPLY -> snapshotReply;
            case MessageType.READ_REQUEST -> readRequest;
            case MessageType.READ_REPLY -> readReply;
            case MessageType.TIMEOUT_NOW -> timeoutNow;
            case MessageType.CHECK -> check;
            case MessageType.CHECK_REPLY -> checkReply;
            case MessageType.CLIENT_REQUEST -> clientRequest;
            case MessageType.CLIENT_REPLY -> clientReply;
            default -> null;
        };
    }

    private void hear(final Message message, final int peer) {
        final long refused = raft.refused();
        switch (message.type()) {
            case MessageType.CLIENT_REQUEST -> requests.onMember(clientRequest);
            case MessageType.CLIENT_REPLY -> forwards.onReply(clientReply);
            default -> raft.hear(message);
        }
        if (raft.refused() == refused) {
            incarnations[peer] = message.incarnation();  // another's storage makes nobody stale
        }
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
