package io.quorate.raft;

import io.quorate.port.Snapshot;

/**
 * One snapshot under way to one peer: how much was sent and how much the peer has written.
 * <pre>
 *   [ written there | under way, at most a window | still to be sent ]
 *                   ^ needed                      ^ sent
 * </pre>
 */
final class Shipment {
    /** So many heartbeats may pass before bytes under way are taken for lost. */
    private static final int IDLE_BEATS_MAX = 2;

    private Snapshot snapshot;        // null while none is under way
    private long needed;
    private long sent;
    private long rewoundAt;           // the offset of the newest loss that was made good
    private int idleBeats;

    void begin(final Snapshot newest) {
        end();
        snapshot = newest;
        snapshot.retain();
        needed = 0;
        sent = 0;
        rewoundAt = -1;
        idleBeats = 0;
    }

    void end() {
        if (snapshot != null) {
            snapshot.release();
            snapshot = null;
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Where the next bytes begin. */
    long sent() {
        return sent;
    }

    /** How much of it the peer has, in bytes. */
    long needed() {
        return needed;
    }

    /** Whether bytes are left to send, and the window has room for more. */
    boolean isDue(final int windowBytes) {
        return snapshot != null && sent < snapshot.length()
                && (sent == needed || sent - needed < windowBytes);
    }

    void sent(final int bytes) {
        sent += bytes;
    }

    /** The peer has written everything before an offset; a gap means that more is lost. */
    void needs(final long offset, final boolean isGap) {
        if (offset > snapshot.length() || offset < needed && !isGap) {
            return;                            // nonsense, or overtaken by a later word
        }
        if (offset > needed) {
            idleBeats = 0;
        }
        needed = offset;
        sent = Math.max(sent, needed);
        if (isGap && offset != rewoundAt) {
            rewoundAt = offset;                // once; if that is lost too, a heartbeat sees it
            sent = offset;
        }
    }

    /** A new round begins: what went missing is sent again. */
    void beat() {
        if (snapshot != null && ++idleBeats > IDLE_BEATS_MAX) {
            idleBeats = 0;
            sent = Math.min(needed, snapshot.length() - 1);   // all written: ask once more
        }
    }
}
