package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.port.Snapshot;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.EntryType;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.SnapshotReply;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Leads (§5.3): sends what each peer lacks, counts what a quorum has made durable, commits entries
 * of its own term, and steps down when it no longer hears a quorum (thesis §6.2).
 */
final class Leader {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Raft raft;
    private final AppendEntries message;
    private final RaftConfig config;
    private final Leadership leadership;
    private final ReadDesk desk;
    private final Transfer transfer;
    private final Peers peers;
    private final Homecoming homecoming;
    private final SnapshotSender snapshots;
    private final Reconfiguration reconfiguration;
    private final long[] positions = new long[Roster.CAPACITY];        // scratch, by slot
    private long heartbeatDueNs;
    private boolean isEstablished;                        // its own first entry is in the log
    private boolean hasCommitted;                         // an entry of its own term

    Leader(final Raft raft, final RaftConfig config, final AppendEntries message,
            final Leadership leadership, final ReadDesk desk, final Transfer transfer,
            final SnapshotSender snapshots) {
        this.raft = raft;
        this.config = config;
        this.message = message;
        this.leadership = leadership;
        this.desk = desk;
        this.transfer = transfer;
        this.snapshots = snapshots;
        peers = new Peers(raft, config);
        homecoming = new Homecoming(raft, config);
        reconfiguration = new Reconfiguration(raft, this, config);
    }

    /** A new term of one's own: it opens with an entry, or nothing older could commit (§8). */
    void begin(final long nowNs) {
        leadership.begin(raft.log().lastIndex() + 1);
        desk.begin();
        heartbeatDueNs = nowNs;
        isEstablished = false;
        hasCommitted = false;
        peers.begin(nowNs);
        homecoming.begin(nowNs);
        reconfiguration.begin();
        establish();
    }

    private void establish() {
        if (!isEstablished && raft.log().hasRoom(0)) {
            raft.log().append(raft.term(), EntryType.NO_OP, NOTHING, 0, 0);
            isEstablished = true;
        }
    }

    void onAppendReply(final AppendReply reply, final int slot) {
        final Progress peer = peers.of(slot, reply.from());
        if (peer == null || ignore(reply)) {
            return;
        }
        reconfiguration.told(peer.told(reply.identity()));
        peer.speaksInLife(reply.incarnation());
        peer.isUnfit(reply.isUnfit());
        heard(peer, reply.round());
        if (reply.isRejected()) {
            peer.rejected(reply.rejectedPrev(),
                    raft.log().agreementAtMost(reply.hintIndex(), reply.hintTerm()));
            peer.matched(reply.matchIndex(), reply.agreedIndex());
        } else {
            peer.accepted(reply.matchIndex(), reply.agreedIndex());
        }
    }

    /** A peer says how much of a snapshot it has: that counts as contact, too. */
    void onSnapshotReply(final SnapshotReply reply, final int slot) {
        final Progress peer = peers.of(slot, reply.from());
        if (peer == null || reply.round() > leadership.rounds().newest()) {
            return;
        }
        reconfiguration.told(peer.told(reply.identity()));
        heard(peer, reply.round());
        final Snapshot snapshot = peer.shipment().snapshot();
        if (snapshot != null && snapshot.lastIndex() == reply.lastIndex()
                && snapshot.digest() == reply.digest()) {
            peer.shipment().needs(reply.needed(), reply.isGap());
        }
    }

    private void heard(final Progress peer, final long round) {
        final Rounds rounds = leadership.rounds();
        if (rounds.isRemembered(round)) {
            peer.acknowledged(round, rounds.sentNs(round));
        }
    }

    private boolean ignore(final AppendReply reply) {
        return reply.agreedIndex() > raft.log().lastIndex()      // of entries never sent
                || reply.matchIndex() > reply.agreedIndex()
                || reply.round() > leadership.rounds().newest();
    }

    /** A member that does not lead asks from where on its reads are current. */
    void onReadRequest(final ReadRequest request, final int slot) {
        if (peers.of(slot, request.from()) != null) {
            desk.onReadRequest(request, slot, leadership.readableIndex(raft.commitIndex()));
        }
    }

    /** Hands the office over; 0 stands for the best successor. */
    long transfer(final int id) {
        return transfer.begin(id, peers.served());
    }

    /** Commits what a quorum has made durable, if it is of this term (§5.4.2). */
    void advanceCommit() {
        for (final Progress peer : peers.served()) {
            positions[peer.slot] = peer.matchIndex();
        }
        positions[Roster.SELF] = raft.durableIndex();      // one disk among equals
        final long reached = raft.membership().quorum().reached(positions);
        if (reached > raft.commitIndex() && raft.log().termAt(reached) == raft.term()) {
            raft.commitTo(reached);
            hasCommitted = true;
        }
        confirmRounds();
    }

    private void confirmRounds() {
        for (final Progress peer : peers.served()) {
            positions[peer.slot] = peer.acknowledgedRound();
        }
        positions[Roster.SELF] = leadership.rounds().newest();
        leadership.reached(raft.membership().quorum().reached(positions),
                raft.membership().index() <= raft.commitIndex());
        raft.reads().onRounds(leadership.readableIndex(raft.commitIndex()));
    }

    void onTime(final long nowNs) {
        if (nowNs - contactNs(nowNs) > config.electionTimeoutNsMin()) {
            raft.becomeFollower(raft.term(), 0);    // no quorum hears this leader any more
            return;
        }
        establish();
        desk.admit(nowNs);
        final boolean isNewRound = nowNs - heartbeatDueNs >= 0;
        if (isNewRound) {
            beginRound(nowNs);
        } else if (leadership.isRoundDue()) {
            leadership.rounds().begin(nowNs);
            askVoters();
        }
        confirmRounds();                             // at once where nobody else is counted
        desk.settle(nowNs);
        if (hasCommitted && raft.membership().index() <= raft.commitIndex()) {
            reconfiguration.onTime(nowNs, isNewRound);
        }
    }

    private void beginRound(final long nowNs) {
        heartbeatDueNs = nowNs + config.heartbeatNs();
        leadership.rounds().begin(nowNs);
        for (final Progress peer : peers.served()) {
            peer.beat();
            snapshots.beat(peer);
        }
        peers.letGo(nowNs);
        peers.look(nowNs);
        final int preferred = homecoming.onBeat(nowNs, peers.served());
        if (preferred != 0) {
            transfer.begin(preferred, peers.served());
        }
    }

    private void askVoters() {
        for (final Progress peer : peers.served()) {
            if (raft.membership().quorum().counts(peer.slot)) {
                peer.owe();
            }
        }
    }

    /** When the newest round was sent that a quorum has acknowledged. */
    private long contactNs(final long nowNs) {
        for (final Progress peer : peers.served()) {
            positions[peer.slot] = peer.contactNs() - nowNs;   // differences: nanoTime may wrap
        }
        positions[Roster.SELF] = 0;
        return nowNs + raft.membership().quorum().reached(positions);
    }

    boolean hasCommitted() {
        return hasCommitted;
    }

    Reconfiguration reconfiguration() {
        return reconfiguration;
    }

    /** Appends a configuration, in force from now on; false if the log has no room yet. */
    boolean append(final Configuration next) {
        Invariants.require(hasCommitted && raft.membership().index() <= raft.commitIndex(),
                "a configuration before the last one is committed (thesis §4.1)", raft);
        final DirectBuffer payload = next.encode();
        if (!raft.log().hasRoom(payload.capacity())) {
            return false;
        }
        raft.log().append(raft.term(), EntryType.CONFIGURATION, payload, 0, payload.capacity());
        peers.serve(raft.nowNs());
        return true;
    }

    /** All who are served. */
    Progress[] served() {
        return peers.served();
    }

    /** What is known of a member, which is served. */
    Progress progress(final int id) {
        return peers.of(raft.membership().roster().slotOf(id), id);
    }

    /** Appends an entry and returns its index, or a negative code of {@link Raft}. */
    long propose(final int type, final DirectBuffer payload, final int offset, final int length) {
        final RaftLog log = raft.log();
        if (log.lastIndex() - raft.commitIndex() >= config.maxUncommitted()
                || !isEstablished || !log.hasRoom(length) || transfer.isUnderWay()) {
            return Raft.BACK_PRESSURED;
        }
        return log.append(raft.term(), type, payload, offset, length);
    }

    int emit(final Outbound outbound) {
        int sent = 0;
        for (final Progress peer : peers.served()) {
            if (peer.owesHeartbeat() && sendHeartbeat(peer, outbound)) {
                sent++;
            }
            while (peer.isDue(raft.log().lastIndex()) && sendEntries(peer, outbound)) {
                sent++;
            }
        }
        for (final Progress peer : peers.served()) {     // yields to everybody's entries
            sent += snapshots.emit(peer, leadership.rounds().newest(), outbound);
        }
        return sent + desk.emit(outbound) + transfer.emit(outbound);
    }

    private boolean sendHeartbeat(final Progress peer, final Outbound outbound) {
        final boolean isHeld = peer.matchIndex() >= raft.log().firstIndex() - 1;
        final long match = isHeld ? peer.matchIndex() : 0;
        fill(match).commitIndex(raft.commitIndex());
        if (!outbound.send(peer.id, message)) {
            return false;
        }
        peer.heartbeatSent();
        return true;
    }

    private boolean sendEntries(final Progress peer, final Outbound outbound) {
        final RaftLog log = raft.log();
        final long next = peer.nextIndex();
        if (next < log.firstIndex()) {
            snapshots.begin(peer);                   // purged: only a snapshot can help
            return false;
        }
        final long last = log.read(next, outbound.frameCapacity() - message.fixedLength());
        final DirectBuffer run = log.run();
        fill(next - 1).commitIndex(raft.commitIndex());
        if (!outbound.send(peer.id, message, run, 0, run.capacity())) {
            return false;
        }
        peer.sent(last, run.capacity());
        return true;
    }

    private AppendEntries fill(final long prevIndex) {
        return message.term(raft.term()).prev(prevIndex, raft.log().termAt(prevIndex))
                .round(leadership.rounds().newest()).promiseNs(config.promiseNs())
                .degraded(peers.isDegraded());
    }

    Peers peers() {
        return peers;
    }

    long heartbeatDueNs() {
        return heartbeatDueNs;
    }

    /** This node leads no more: no snapshot is kept for anybody. */
    void end() {
        reconfiguration.lose();
        for (final Progress peer : peers.served()) {
            peer.giveUpSnapshot();
        }
    }

    /** The lowest entry that a snapshot under way ends with; the highest long if there is none. */
    long lowestShipped() {
        long lowest = Long.MAX_VALUE;
        for (final Progress peer : peers.served()) {
            final Snapshot snapshot = peer.shipment().snapshot();
            lowest = snapshot == null ? lowest : Math.min(lowest, snapshot.lastIndex());
        }
        return lowest;
    }

    /** The lowest index that every peer has made durable. */
    long matchedByAll() {
        long lowest = raft.durableIndex();
        for (final Progress peer : peers.served()) {
            lowest = Math.min(lowest, peer.matchIndex());
        }
        return lowest;
    }
}
