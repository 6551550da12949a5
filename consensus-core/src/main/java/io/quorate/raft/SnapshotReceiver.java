package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotWriter.State;
import io.quorate.port.SnapshotWriter;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.SnapshotReply;

/**
 * Takes a leader's snapshot, in the order of its bytes, and puts it in the log's place once it is
 * whole, sound and durable (§7). Pieces may come twice, too early, from one leader and then from
 * another: only the next needed ones count.
 */
final class SnapshotReceiver {
    private static final long NOTHING_SAID = -1;

    private final Raft raft;
    private final Follower follower;
    private final SnapshotStore store;
    private final SnapshotReply reply;
    private SnapshotWriter writer;           // null while no snapshot is on its way
    private long length;
    private long digest;
    private long taken;
    private long round;
    private long term;                       // that the round is of
    private long saidNeeded = NOTHING_SAID;
    private boolean isAsked;
    private boolean isGap;
    private long malformed;

    SnapshotReceiver(final Raft raft, final Follower follower, final SnapshotStore store,
            final SnapshotReply reply) {
        this.raft = raft;
        this.follower = follower;
        this.store = store;
        this.reply = reply;
    }

    void onInstallSnapshot(final InstallSnapshot message) {
        if (!isPossible(message)) {
            malformed++;
            return;
        }
        round = message.term() > term ? message.round() : Math.max(round, message.round());
        term = message.term();
        if (!isNeeded(message.lastIndex(), message.lastTerm())) {
            follower.agreed(message.lastIndex(), message.round());
            return;
        }
        if (!isGoingOn(message)) {
            if (isWhole()) {
                return;                      // one is yet to be put in place
            }
            begin(message);
        }
        take(message);
    }

    private static boolean isPossible(final InstallSnapshot message) {
        return message.lastIndex() > 0
                && message.lastTerm() > 0 && message.lastTerm() <= message.term()
                && message.offset() >= 0 && message.bodyLength() > 0
                && message.offset() <= message.length() - message.bodyLength()
                && message.isBodySound();
    }

    /** Whoever holds the entry that it ends with, or has committed it, needs no snapshot. */
    private boolean isNeeded(final long lastIndex, final long lastTerm) {
        return lastIndex > raft.commitIndex() && !raft.log().holds(lastIndex, lastTerm);
    }

    private boolean isGoingOn(final InstallSnapshot message) {
        return writer != null && writer.lastIndex() == message.lastIndex()
                && writer.lastTerm() == message.lastTerm() && length == message.length()
                && digest == message.digest();
    }

    private boolean isWhole() {
        return writer != null && writer.state() == State.DURABLE;
    }

    private void begin(final InstallSnapshot message) {
        writer = store.begin(message.lastIndex(), message.lastTerm());
        length = message.length();
        digest = message.digest();
        taken = 0;
        saidNeeded = NOTHING_SAID;
    }

    private void take(final InstallSnapshot message) {
        final long skipped = taken - message.offset();
        isAsked |= skipped >= message.bodyLength();      // all of it is here already
        isGap |= skipped < 0;
        if (skipped >= 0 && skipped < message.bodyLength()) {
            taken += writer.offer(message.buffer(), message.fixedLength() + (int) skipped,
                    message.bodyLength() - (int) skipped);
            if (taken == length) {
                writer.finish();
            }
        }
    }

    /** Learns what the disk has done; puts in place what is complete. */
    int settle() {
        if (writer == null) {
            return 0;
        }
        final State state = writer.state();
        if (state == State.DURABLE) {
            final Snapshot snapshot = store.newest();
            if (isNeeded(snapshot.lastIndex(), snapshot.lastTerm())) {
                if (!raft.log().isReadyToReset()) {
                    return 0;                // nothing waits for the disk: the next cycle looks
                }
                raft.install(snapshot);
            }
            follower.agreed(snapshot.lastIndex(), term == raft.term() ? round : 0);
            writer = null;
        } else if (state == State.DAMAGED) {
            malformed++;
            writer = null;                   // the next piece begins it anew
        } else if (raft.commitIndex() >= writer.lastIndex()) {
            forget();
        }
        return state == State.WRITING ? 0 : 1;
    }

    /** What is on its way is of no use any more. */
    void forget() {
        if (writer != null) {
            writer.abandon();
            writer = null;
        }
    }

    int emit(final Outbound outbound) {
        if (writer == null || raft.leaderId() == 0 || term != raft.term()) {
            return 0;
        }
        final long needed = writer.written();
        if (needed <= saidNeeded && !isAsked && !isGap) {
            return 0;
        }
        reply.term(raft.term()).snapshot(writer.lastIndex(), digest)
                .needed(isGap ? taken : needed, isGap).round(round)
                .identity(raft.votes().identity());
        if (!outbound.send(raft.leaderId(), reply)) {
            return 0;
        }
        saidNeeded = needed;
        isAsked = false;
        isGap = false;
        return 1;
    }

    /** Whether a snapshot is on its way. */
    boolean isReceiving() {
        return writer != null;
    }

    /** Pieces that could not be, and snapshots that were not what they should be. */
    long malformed() {
        return malformed;
    }
}
