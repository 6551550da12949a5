package io.quorate.raft;

import io.quorate.detector.DetectorSettings;
import io.quorate.detector.FailureDetector;
import io.quorate.detector.FollowerCheck;
import io.quorate.port.Outbound;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;

/**
 * A leader's checks of those it serves, if its detector is made of checks. Who fails is inactive
 * until it answers well again. That is told and changes nothing else: a leader without a quorum
 * steps down by its rounds, and nobody is removed because of a check.
 */
final class FollowerChecks {
    private final Raft raft;
    private final Leader leader;
    private final DetectorSettings settings;
    private final FollowerCheck[] bySlot = new FollowerCheck[Roster.CAPACITY];
    private final int[] ids = new int[Roster.CAPACITY];          // who is checked, by slot
    private long term;                                           // in which they are checked
    private int inactive;

    FollowerChecks(final Raft raft, final Leader leader, final DetectorSettings settings) {
        this.raft = raft;
        this.leader = leader;
        this.settings = settings;
    }

    void onCheckReply(final CheckReply reply, final int slot) {
        if (ids[slot] == reply.from()) {
            Checks.tell(bySlot[slot], reply, raft.nowNs());
        }
    }

    /** A peer's process is gone; it is inactive until it answers again. */
    void onConnectionLost(final int id) {
        final int slot = raft.membership().roster().slotOf(id);
        if (slot > Roster.SELF && bySlot[slot] != null && ids[slot] == id) {
            bySlot[slot].onConnectionLost(raft.nowNs());
        }
    }

    /** Asks whoever is due, and counts who is inactive. */
    int emit(final Outbound outbound, final Check check) {
        if (!settings.hasFollowerChecks()) {
            return 0;
        }
        int sent = 0;
        int failed = 0;
        for (final Progress peer : leader.served()) {
            final FollowerCheck follower = checkOf(peer);
            failed += follower.isSuspicious(raft.nowNs()) ? 1 : 0;
            final long number = follower.dueCheck();
            if (number != FailureDetector.NO_CHECK && outbound.send(peer.id,
                    check.term(raft.term()).number(number).ofFollower(true))) {
                follower.checkSent();
                sent++;
            }
        }
        inactive = failed;
        term = raft.term();
        return sent;
    }

    /** The check of a peer, begun anew with each term and each member. */
    private FollowerCheck checkOf(final Progress peer) {
        if (bySlot[peer.slot] == null) {
            bySlot[peer.slot] = settings.followerCheck(raft.nowNs());
        } else if (term != raft.term() || ids[peer.slot] != peer.id) {
            bySlot[peer.slot].restart(raft.nowNs());
        }
        ids[peer.slot] = peer.id;
        return bySlot[peer.slot];
    }

    /** Peers that have failed their checks in this leader's term. */
    int inactive() {
        return term == raft.term() ? inactive : 0;
    }
}
