package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.EntryType;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Leads (§5.3): sends what each peer lacks, counts what a quorum has made durable, commits entries
 * of its own term, and steps down when it no longer hears a quorum (thesis §6.2).
 */
final class Leader {
    private static final int ROUNDS_REMEMBERED = 1024;
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Raft raft;
    private final AppendEntries message;
    private final RaftConfig config;
    private final Progress[] peers;                       // in slot order; arrays iterate for free
    private final Quorum quorum;
    private final int self;
    private final long[] positions;                       // scratch: one for each voter
    private final long[] identities;                      // as told in this term
    private final long[] roundSentNs = new long[ROUNDS_REMEMBERED];
    private long round;
    private long heartbeatDueNs;
    private boolean isEstablished;                        // its own first entry is in the log
    private boolean isBindingDue;                         // a member has told its identity

    Leader(final Raft raft, final RaftConfig config, final AppendEntries message) {
        this.raft = raft;
        this.config = config;
        this.message = message;
        final int voters = config.members().size();
        quorum = new Quorum(voters);
        positions = new long[voters];
        identities = new long[voters];
        self = config.members().indexOf(config.self());
        peers = new Progress[voters - 1];
        for (int slot = 0; slot < voters; slot++) {
            if (slot != self) {
                peers[slot < self ? slot : slot - 1] =
                        new Progress(config.members().get(slot), slot, config);
            }
        }
    }

    /** A new term of one's own: it opens with an entry, or nothing older could commit (§8). */
    void begin(final long nowNs) {
        round = 0;
        heartbeatDueNs = nowNs;
        isEstablished = false;
        isBindingDue = true;
        Arrays.fill(identities, Configuration.UNBOUND);
        identities[self] = raft.votes().identity();
        for (final Progress peer : peers) {
            peer.begin(raft.log().lastIndex() + 1, nowNs);
        }
        establish();
    }

    private void establish() {
        if (!isEstablished && raft.log().hasRoom(0)) {
            raft.log().append(raft.term(), EntryType.NO_OP, NOTHING, 0, 0);
            isEstablished = true;
        }
    }

    void onAppendReply(final AppendReply reply, final int slot) {
        final Progress peer = peers[slot < self ? slot : slot - 1];
        if (ignore(reply)) {
            return;
        }
        isBindingDue |= identities[slot] != reply.identity();
        identities[slot] = reply.identity();
        if (reply.round() > round - ROUNDS_REMEMBERED && reply.round() > 0) {
            peer.heard(roundSentNs[(int) reply.round() & ROUNDS_REMEMBERED - 1]);
        }
        if (reply.isRejected()) {
            peer.rejected(reply.rejectedPrev(),
                    raft.log().newestAtMost(reply.hintIndex(), reply.hintTerm()));
            peer.matched(reply.matchIndex(), reply.agreedIndex());
        } else {
            peer.accepted(reply.matchIndex(), reply.agreedIndex());
        }
    }

    private boolean ignore(final AppendReply reply) {
        return reply.agreedIndex() > raft.log().lastIndex()      // of entries never sent
                || reply.matchIndex() > reply.agreedIndex()
                || reply.round() > round;
    }

    /** Commits what a quorum has made durable, if it is of this term (§5.4.2). */
    void advanceCommit() {
        for (final Progress peer : peers) {
            positions[peer.slot] = peer.matchIndex();
        }
        positions[self] = raft.durableIndex();      // the leader's disk is one among equals
        final long reached = quorum.reached(positions);
        if (reached > raft.commitIndex() && raft.log().termAt(reached) == raft.term()) {
            raft.commitTo(reached);
        }
    }

    void onTime(final long nowNs) {
        if (nowNs - contactNs(nowNs) > config.electionTimeoutNsMin()) {
            raft.becomeFollower(raft.term(), 0);    // no quorum hears this leader any more
            return;
        }
        establish();
        if (nowNs - heartbeatDueNs >= 0) {
            heartbeatDueNs = nowNs + config.heartbeatNs();
            round++;
            roundSentNs[(int) round & ROUNDS_REMEMBERED - 1] = nowNs;
            for (final Progress peer : peers) {
                peer.beat();
            }
            bindIdentities();                        // of all that spoke since the last round
        }
    }

    /** When the newest round was sent that a quorum has acknowledged. */
    private long contactNs(final long nowNs) {
        for (final Progress peer : peers) {
            positions[peer.slot] = peer.contactNs() - nowNs;   // differences: nanoTime may wrap
        }
        positions[self] = 0;
        return nowNs + quorum.reached(positions);
    }

    /** Writes into the log which storage vouches for which member, as soon as that is known. */
    private void bindIdentities() {
        final Membership membership = raft.membership();
        if (!isBindingDue || membership.index() > raft.commitIndex() || !isCommittedInTerm()) {
            return;
        }
        final Configuration bound = membership.current().bind(identities);
        if (bound.equals(membership.current())) {
            isBindingDue = false;
            return;
        }
        final DirectBuffer payload = bound.encode();
        if (raft.log().hasRoom(payload.capacity())) {
            raft.log().append(raft.term(), EntryType.CONFIGURATION, payload, 0,
                    payload.capacity());
        }
    }

    private boolean isCommittedInTerm() {
        return raft.log().termAt(raft.commitIndex()) == raft.term();
    }

    /** Appends a command and returns its index, or a negative code of {@link Raft}. */
    long propose(final DirectBuffer command, final int offset, final int length) {
        final RaftLog log = raft.log();
        if (log.lastIndex() - raft.commitIndex() >= config.maxUncommitted()
                || !isEstablished || !log.hasRoom(length)) {
            return Raft.BACK_PRESSURED;
        }
        return log.append(raft.term(), EntryType.COMMAND, command, offset, length);
    }

    int emit(final Outbound outbound) {
        int sent = 0;
        for (final Progress peer : peers) {
            if (peer.owesHeartbeat() && sendHeartbeat(peer, outbound)) {
                sent++;
            }
            while (peer.isDue(raft.log().lastIndex()) && sendEntries(peer, outbound)) {
                sent++;
            }
        }
        return sent;
    }

    private boolean sendHeartbeat(final Progress peer, final Outbound outbound) {
        final boolean isHeld = peer.matchIndex() >= raft.log().firstIndex() - 1;
        final long match = isHeld ? peer.matchIndex() : 0;
        fill(match).commitIndex(Math.min(raft.commitIndex(), match));
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
            return false;                            // purged: only a snapshot could help
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
        return message.term(raft.term()).prev(prevIndex, raft.log().termAt(prevIndex)).round(round)
                .promiseNs(config.promiseNs());
    }

    long heartbeatDueNs() {
        return heartbeatDueNs;
    }

    /** The lowest index that every peer has made durable. */
    long matchedByAll() {
        long lowest = raft.durableIndex();
        for (final Progress peer : peers) {
            lowest = Math.min(lowest, peer.matchIndex());
        }
        return lowest;
    }
}
