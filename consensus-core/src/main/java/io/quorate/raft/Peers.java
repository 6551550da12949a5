package io.quorate.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whom a leader serves, and in which order: voters first, then learners, then observers, so that
 * those who are not counted never keep those who are waiting. Who leaves is served last and for a
 * while yet, to learn it; then hears nothing more (thesis §4.2.2).
 */
final class Peers {
    private static final Progress[] NOBODY = {};

    private final Raft raft;
    private final RaftConfig config;
    private final Progress[] bySlot = new Progress[Roster.CAPACITY];
    private Progress[] served = NOBODY;
    private long leavingSinceNs;
    private boolean isDegraded;
    private long sampledNs;
    private long sampledCommit;       // then
    private long earlierCommit;       // at the sample before it

    Peers(final Raft raft, final RaftConfig config) {
        this.raft = raft;
        this.config = config;
    }

    /** A new term: of nobody is anything known. */
    void begin(final long nowNs) {
        served = NOBODY;
        serve(nowNs);
        isDegraded = false;
        sampledNs = nowNs;
        sampledCommit = 0;
        earlierCommit = 0;
    }

    /** Serves those whom the configuration in force names, and those who have just left it. */
    void serve(final long nowNs) {
        final List<Progress> next = new ArrayList<>();
        raft.membership().current().inServedOrder().filter(member -> member.id() != raft.id())
                .forEach(member -> next.add(progressOf(member.id(), nowNs)));
        for (final Progress peer : served) {
            if (!next.contains(peer)) {
                next.add(peer);
                leavingSinceNs = nowNs;
            }
        }
        served = next.toArray(NOBODY);
    }

    private Progress progressOf(final int id, final long nowNs) {
        final int slot = raft.membership().roster().slotOf(id);
        if (of(slot, id) == null) {
            if (bySlot[slot] == null || bySlot[slot].id != id) {
                bySlot[slot] = new Progress(id, slot, config);
            }
            bySlot[slot].begin(raft.log().lastIndex() + 1, nowNs);
        }
        return bySlot[slot];
    }

    /** All who are served, in order; arrays iterate for free. */
    Progress[] served() {
        return served;
    }

    /** What is known of that member, in that slot; null if it is not served. */
    Progress of(final int slot, final int id) {
        final Progress progress = bySlot[slot];
        return progress != null && progress.id == id && isServed(progress) ? progress : null;
    }

    private boolean isServed(final Progress progress) {
        for (final Progress peer : served) {
            if (peer == progress) {
                return true;
            }
        }
        return false;
    }

    /**
     * A round begins: looks whether some voter was not heard for the shortest election timeout, or
     * lacks what was committed that long ago.
     */
    void look(final long nowNs) {
        final long spanNs = config.electionTimeoutNsMin();
        if (nowNs - sampledNs >= spanNs) {
            earlierCommit = sampledCommit;
            sampledCommit = raft.commitIndex();
            sampledNs = nowNs;
        }
        isDegraded = false;
        for (final Progress peer : served) {
            isDegraded |= raft.membership().quorum().counts(peer.slot)
                    && (nowNs - peer.contactNs() > spanNs || peer.matchIndex() < earlierCommit);
        }
    }

    /** Whether some voter was not there, or not up to date. */
    boolean isDegraded() {
        return isDegraded;
    }

    /** A round begins: who left, and has had an election timeout to learn it, is let go. */
    void letGo(final long nowNs) {
        if (raft.membership().index() > raft.commitIndex()) {
            leavingSinceNs = nowNs;
        } else if (nowNs - leavingSinceNs > config.electionTimeoutNsMin()
                && served.length > 0 && !isMember(served[served.length - 1])) {
            for (final Progress peer : served) {
                if (!isMember(peer)) {
                    peer.giveUpSnapshot();
                }
            }
            served = Arrays.stream(served).filter(this::isMember).toArray(Progress[]::new);
        }
    }

    private boolean isMember(final Progress peer) {
        return raft.membership().current().member(peer.id) != null;
    }
}
