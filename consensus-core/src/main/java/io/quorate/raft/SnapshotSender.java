package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotStore;
import io.quorate.wire.InstallSnapshot;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends the newest snapshot, piece by piece, to a peer that lacks entries which the log no longer
 * has (§7): a few pieces a cycle, after everybody's entries, and no more under way than a window.
 */
final class SnapshotSender {
    private static final int PIECES_PER_CYCLE = 4;
    private static final int WINDOW_BYTES_MAX = 512 << 10;   // half of what a writer takes ahead

    private final Raft raft;
    private final SnapshotStore store;
    private final InstallSnapshot message;
    private final RaftConfig config;
    private final int windowBytes;
    private final UnsafeBuffer piece = new UnsafeBuffer(0, 0);

    SnapshotSender(final Raft raft, final SnapshotStore store, final RaftConfig config,
            final InstallSnapshot message) {
        this.raft = raft;
        this.store = store;
        this.config = config;
        this.message = message;
        windowBytes = Math.min(config.windowBytes(), WINDOW_BYTES_MAX);
    }

    /** The peer lacks purged entries: a snapshot is on its way from now on, if it lives. */
    void begin(final Progress peer) {
        final Snapshot newest = store.newest();
        if (newest != null && isHeard(peer)) {
            peer.becomeSnapshot(newest);
        }
    }

    /** A round begins: a peer that is gone keeps neither a snapshot nor the log. */
    void beat(final Progress peer) {
        if (!isHeard(peer)) {
            peer.giveUpSnapshot();
        }
    }

    private boolean isHeard(final Progress peer) {
        return raft.nowNs() - peer.contactNs() <= config.electionTimeoutNsMax();
    }

    int emit(final Progress peer, final long round, final Outbound outbound) {
        int sent = 0;
        while (sent < PIECES_PER_CYCLE && peer.shipment().isDue(windowBytes)
                && send(peer, round, outbound)) {
            sent++;
        }
        return sent;
    }

    private boolean send(final Progress peer, final long round, final Outbound outbound) {
        final Shipment shipment = peer.shipment();
        final Snapshot snapshot = shipment.snapshot();
        final int room = Math.max(1, outbound.frameCapacity() - message.fixedLength());
        final int length = (int) Math.min(room, snapshot.length() - shipment.sent());
        if (piece.capacity() < length) {
            piece.wrap(new byte[room]);
        }
        snapshot.read(shipment.sent(), piece, 0, length);
        message.term(raft.term()).last(snapshot.lastIndex(), snapshot.lastTerm())
                .content(snapshot.length(), snapshot.digest()).offset(shipment.sent())
                .round(round).promiseNs(config.promiseNs()).body(piece, 0, length);
        if (!outbound.send(peer.id, message, piece, 0, length)) {
            return false;
        }
        shipment.sent(length);
        return true;
    }
}
