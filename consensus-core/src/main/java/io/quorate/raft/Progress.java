package io.quorate.raft;

import io.quorate.port.Snapshot;

/**
 * How far one peer has come, as its leader sees it, and every move between its three states. In
 * PROBE the leader looks for the point where the logs part, one message at a time; in REPLICATE
 * entries flow ahead of their answers, as far as the window allows; in SNAPSHOT the peer lacks
 * entries that the leader no longer has, and gets a snapshot instead.
 */
final class Progress {
    /** How entries are sent to a peer. */
    enum State {
        PROBE,
        REPLICATE,
        SNAPSHOT
    }

    /** So many heartbeats may pass before entries under way are taken for lost. */
    private static final int IDLE_BEATS_MAX = 2;

    final int id;
    final int slot;
    private final Window window;
    private final Shipment shipment = new Shipment();
    private State state = State.PROBE;
    private long matchIndex;          // durable there: what counts
    private long agreedIndex;         // there, durable or not
    private long nextIndex;
    private boolean isProbing;        // the one probe is under way
    private int idleBeats;            // heartbeats since the peer's log last grew
    private boolean owesHeartbeat;
    private long acknowledgedRound;
    private long contactNs;           // when the newest round it acknowledged was sent
    private int life;                 // its incarnation; 0 before it is heard in this term
    private long identity;            // of its storage, as told in this term
    private boolean isUnfit;          // to lead, by its own word

    Progress(final int id, final int slot, final RaftConfig config) {
        this.id = id;
        this.slot = slot;
        window = new Window(config.windowMessages(), config.windowBytes());
    }

    /** A new term: nothing is known of the peer's log but where a follower's should end. */
    void begin(final long nextIndex, final long nowNs) {
        matchIndex = 0;
        agreedIndex = 0;
        acknowledgedRound = 0;
        contactNs = nowNs;
        life = 0;
        identity = Configuration.UNBOUND;
        isUnfit = false;
        owesHeartbeat = false;
        becomeProbe(nextIndex);
    }

    private void becomeProbe(final long from) {
        state = State.PROBE;
        nextIndex = from;
        isProbing = false;
        idleBeats = 0;
        window.clear();
        shipment.end();
    }

    /** The peer lacks entries that are purged: it is sent that snapshot. */
    void becomeSnapshot(final Snapshot snapshot) {
        state = State.SNAPSHOT;
        isProbing = false;
        window.clear();
        shipment.begin(snapshot);
    }

    /** No snapshot is sent any more, if one was: the peer is gone, or this leader is. */
    void giveUpSnapshot() {
        if (state == State.SNAPSHOT) {
            becomeProbe(nextIndex);
        }
    }

    private void becomeReplicate() {
        state = State.REPLICATE;
        isProbing = false;
        nextIndex = agreedIndex + 1;
        shipment.end();
    }

    /** Whether entries up to {@code lastIndex} should flow, or a probe is to be sent. */
    boolean isDue(final long lastIndex) {
        if (nextIndex > lastIndex) {
            return false;
        }
        return switch (state) {
            case PROBE -> !isProbing;
            case REPLICATE -> !window.isFull();
            case SNAPSHOT -> false;
        };
    }

    /** Entries up to {@code lastIndex} are under way. */
    void sent(final long lastIndex, final int bytes) {
        if (state == State.PROBE) {
            isProbing = true;
        } else {
            nextIndex = lastIndex + 1;
            window.add(lastIndex, bytes);
        }
    }

    /** The peer took what it was sent: more may flow. */
    void accepted(final long match, final long agreed) {
        matched(match, agreed);
        if (state == State.PROBE && agreed >= nextIndex - 1) {
            becomeReplicate();
        }
    }

    /** The peer's log agrees up to {@code agreed}, of which {@code match} is durable. */
    void matched(final long match, final long agreed) {
        if (agreed > agreedIndex || match > matchIndex) {
            idleBeats = 0;
        }
        agreedIndex = Math.max(agreedIndex, agreed);
        matchIndex = Math.max(matchIndex, match);
        window.free(agreedIndex);
        nextIndex = Math.max(nextIndex, agreedIndex + 1);
        if (state == State.SNAPSHOT && agreedIndex >= shipment.snapshot().lastIndex()) {
            becomeReplicate();                 // whichever snapshot or entries brought it there
        }
    }

    /** The peer speaks in that life: what an earlier one had not made durable may be gone. */
    void speaksInLife(final int incarnation) {
        if (life != 0 && incarnation > life && agreedIndex > matchIndex) {
            agreedIndex = matchIndex;
            if (state != State.SNAPSHOT) {
                becomeProbe(matchIndex + 1);
            }
        }
        life = Math.max(life, incarnation);
    }

    /** The entries after {@code rejectedPrev} did not fit; those after {@code probeAt} may. */
    void rejected(final long rejectedPrev, final long probeAt) {
        final boolean isStale = rejectedPrev <= matchIndex || state == State.SNAPSHOT
                || state == State.PROBE && rejectedPrev != nextIndex - 1;
        if (!isStale) {
            agreedIndex = matchIndex;          // what was not durable there may be gone
            becomeProbe(Math.max(probeAt, matchIndex) + 1);
        }
    }

    /** A new round begins: the peer is to be told, and what went missing is sent again. */
    void beat() {
        owesHeartbeat = true;
        isProbing = false;
        shipment.beat();
        if (state == State.REPLICATE && !window.isEmpty() && ++idleBeats > IDLE_BEATS_MAX) {
            becomeProbe(agreedIndex + 1);      // a lost window recovers
        }
    }

    /** A round begins that only reads have asked for: the peer is to be told, no more. */
    void owe() {
        owesHeartbeat = true;
    }

    boolean owesHeartbeat() {
        return owesHeartbeat;
    }

    void heartbeatSent() {
        owesHeartbeat = false;
    }

    /** The peer has acknowledged a round, which was sent then. */
    void acknowledged(final long round, final long sentNs) {
        acknowledgedRound = Math.max(acknowledgedRound, round);
        if (sentNs - contactNs > 0) {
            contactNs = sentNs;
        }
    }

    /** The newest round that the peer has acknowledged in this term; 0 before the first. */
    long acknowledgedRound() {
        return acknowledgedRound;
    }

    long contactNs() {
        return contactNs;
    }

    /** The peer has told its identity; true if that is news. */
    boolean told(final long itsIdentity) {
        final boolean isNews = identity != itsIdentity;
        identity = itsIdentity;
        return isNews;
    }

    long identity() {
        return identity;
    }

    void isUnfit(final boolean saysSo) {
        isUnfit = saysSo;
    }

    /** Whether the peer has said that it had better not lead. */
    boolean isUnfit() {
        return isUnfit;
    }

    State state() {
        return state;
    }

    /** The snapshot that is under way to the peer, if one is. */
    Shipment shipment() {
        return shipment;
    }

    boolean isWindowFull() {
        return window.isFull();
    }

    long agreedIndex() {
        return agreedIndex;
    }

    long matchIndex() {
        return matchIndex;
    }

    long nextIndex() {
        return nextIndex;
    }
}
