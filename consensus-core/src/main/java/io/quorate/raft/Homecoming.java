package io.quorate.raft;

/**
 * Brings the office back to a member that is preferred to its holder: once that member has kept up
 * with the log for a hold time without a break, and no more often than that, so that one which
 * comes and goes does not drag the office along.
 */
final class Homecoming {
    private final Raft raft;
    private final long holdNs;
    private final long silenceNsMax;
    private Progress preferred;
    private long sinceNs;
    private long agreedBefore;           // committed a heartbeat ago: who has it keeps up

    Homecoming(final Raft raft, final RaftConfig config) {
        this.raft = raft;
        holdNs = config.preferenceHoldNs();
        silenceNsMax = config.electionTimeoutNsMin() / 2;
    }

    void begin(final long nowNs) {
        preferred = null;
        sinceNs = nowNs;
        agreedBefore = Long.MAX_VALUE;
    }

    /** At a heartbeat: the member that the office is to go to now; 0 if it is to stay. */
    int onBeat(final long nowNs, final Progress[] peers) {
        final Progress most = mostPreferred(nowNs, peers);
        agreedBefore = raft.commitIndex();
        if (most == null || most != preferred) {
            preferred = most;
            sinceNs = nowNs;
        }
        if (preferred == null || nowNs - sinceNs < holdNs) {
            return 0;
        }
        sinceNs = nowNs;
        return preferred.id;
    }

    /** Of those who keep up: one that is gone for good does not stand in another's way. */
    private Progress mostPreferred(final long nowNs, final Progress[] peers) {
        Progress most = null;
        int priority = Preference.priority(raft.configuration(), raft.id());
        for (final Progress peer : peers) {
            final int its = Preference.priority(raft.configuration(), peer.id);
            if (its > priority && raft.membership().quorum().counts(peer.slot)
                    && !peer.isUnfit() && keepsUp(nowNs, peer)) {
                most = peer;
                priority = its;
            }
        }
        return most;
    }

    private boolean keepsUp(final long nowNs, final Progress peer) {
        return peer.matchIndex() >= agreedBefore && nowNs - peer.contactNs() < silenceNsMax;
    }
}
