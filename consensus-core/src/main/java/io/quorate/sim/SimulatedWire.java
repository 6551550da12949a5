package io.quorate.sim;

import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.TimeoutNow;
import io.quorate.wire.VoteReply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One node's end of the simulated network, for one life of its process. */
final class SimulatedWire implements Transport {
    /** So many frames wait to be heard; the rest is lost, as by any socket. */
    private static final int INBOX_LIMIT = 1 << 12;
    /** Frames do not begin where their buffer does, as in any log of a transport. */
    static final int FRAME_OFFSET = 16;

    private final World world;
    private final SimulatedNode node;
    private final Deque<byte[]> control = new ArrayDeque<>();
    private final Deque<byte[]> bulk = new ArrayDeque<>();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final TransportCounters counters = new TransportCounters();
    private Set<Integer> peers = Set.of();
    private boolean wasRefused;
    private long said;

    SimulatedWire(final World world, final SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public boolean send(final int to, final Message message) {
        return offer(to, message, null, 0, 0);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        return offer(to, message, body, offset, length);
    }

    private boolean offer(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        node.mishaps().onPortCall();
        if (!peers.contains(to)) {
            counters.onLost();
            return true;
        }
        if (world.network.isRefusing(node.id(), to)) {
            world.note(Event.REFUSE, node, to, 0);
            world.struck(Fault.BACK_PRESSURE, node);
            counters.onRefused();
            wasRefused = true;
            return false;
        }
        message.seal(length);
        final int fixed = message.fixedLength();
        final byte[] frame = new byte[FRAME_OFFSET + fixed + length];
        message.buffer().getBytes(0, frame, FRAME_OFFSET, fixed);
        if (body != null) {
            body.getBytes(offset, frame, FRAME_OFFSET + fixed, length);
        }
        said++;
        tell(to, message);
        world.checks.onSaid(node, to, message);
        world.network.carry(node, to, frame, body != null);
        return true;
    }

    private void tell(final int to, final Message message) {
        if (message instanceof AppendEntries entries) {
            world.note(Event.SEND, node, "AppendEntries term=%d prev=%d commit=%d", to,
                    message.term(), entries.prevIndex(), entries.commitIndex());
        } else if (message instanceof AppendReply reply) {
            world.note(Event.SEND, node, reply.isRejected()
                    ? "AppendReply term=%d match=%d, refused after %d"
                    : "AppendReply term=%d match=%d agreed=%d", to, message.term(),
                    reply.matchIndex(),
                    reply.isRejected() ? reply.rejectedPrev() : reply.agreedIndex());
        } else if (message instanceof RequestVote request) {
            world.note(Event.SEND, node, request.isPreVote()
                    ? "RequestVote (pre) term=%d last=%d of term %d"
                    : "RequestVote term=%d last=%d of term %d", to, message.term(),
                    request.lastIndex(), request.lastTerm());
        } else if (message instanceof InstallSnapshot piece) {
            world.note(Event.SEND, node, "InstallSnapshot term=%d of entry %d, bytes from %d", to,
                    message.term(), piece.lastIndex(), piece.offset());
        } else if (message instanceof SnapshotReply reply) {
            world.note(Event.SEND, node, "SnapshotReply term=%d of entry %d, needs %d", to,
                    message.term(), reply.lastIndex(), reply.needed());
        } else if (message instanceof ReadRequest request) {
            world.note(Event.SEND, node, request.isByLease()
                    ? "ReadRequest (lease) term=%d number=%d"
                    : "ReadRequest term=%d number=%d", to, message.term(), request.number(), 0);
        } else if (message instanceof ReadReply reply) {
            world.note(Event.SEND, node, "ReadReply term=%d number=%d index=%d", to,
                    message.term(), reply.number(), reply.readIndex());
        } else if (message instanceof ClientRequest request) {
            world.note(Event.SEND, node, "ClientRequest term=%d kind=%d number=%d", to,
                    message.term(), request.kind(), request.correlation());
        } else if (message instanceof ClientReply reply) {
            world.note(Event.SEND, node, "ClientReply outcome=%d index=%d number=%d", to,
                    reply.outcome(), reply.index(), reply.correlation());
        } else if (message instanceof TimeoutNow) {
            world.note(Event.SEND, node, "TimeoutNow term=%d", to, message.term(), 0, 0);
        } else if (message instanceof Check check) {
            world.note(Event.SEND, node, check.isOfFollower() ? "Check (follower) term=%d number=%d"
                    : "Check (leader) term=%d number=%d", to, message.term(), check.number(), 0);
        } else if (message instanceof CheckReply reply) {
            world.note(Event.SEND, node, "CheckReply term=%d number=%d good=%d", to,
                    message.term(), reply.number(), reply.isGood() ? 1 : 0);
        } else if (message instanceof VoteReply reply) {
            world.note(Event.SEND, node, reply.isPreVote() ? "VoteReply (pre) term=%d granted=%d"
                    : "VoteReply term=%d granted=%d", to, message.term(),
                    reply.isGranted() ? 1 : 0, reply.remainingNs());
        }
    }

    @Override
    public void peers(final List<Peer> next) {
        peers = next.stream().map(Peer::id).collect(Collectors.toSet());
    }

    /** A frame arrives. */
    void deliver(final byte[] frame, final boolean isBulk) {
        if (control.size() + bulk.size() < INBOX_LIMIT) {
            (isBulk ? bulk : control).add(frame);
        }
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        int heard = 0;
        while (heard < limit && !(control.isEmpty() && bulk.isEmpty())) {
            final byte[] frame = control.isEmpty() ? bulk.remove() : control.remove();
            view.wrap(frame);
            world.network.onHeard(node, view, frame.length - FRAME_OFFSET);
            handler.onFrame(view, FRAME_OFFSET, frame.length - FRAME_OFFSET);
            heard++;
        }
        return heard;
    }

    /** How many messages it has taken. */
    long said() {
        return said;
    }

    /** Whether something was not taken since this was last asked, and is to be offered again. */
    boolean wasRefused() {
        final boolean was = wasRefused;
        wasRefused = false;
        return was;
    }

    @Override
    public int frameCapacity() {
        return world.conditions.network().frameCapacity();
    }

    @Override
    public TransportCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        control.clear();
        bulk.clear();
    }
}
