package io.quorate.client;

/**
 * For how long a client says nothing after a refusal. For want of room: twice as long after each
 * one in a row, up to a limit. For want of a leader: an eighth of the usual time at first, twice as
 * long after each one in a row, up to that time, since an election takes a few milliseconds.
 */
final class Pause {
    private static final int DOUBLINGS_MAX = 6;
    private static final int HALVINGS_MAX = 3;

    private final long usualNs;
    private long untilNs;
    private int doublings;
    private int halvings = HALVINGS_MAX;

    Pause(final long usualNs, final long nowNs) {
        this.usualNs = usualNs;
        untilNs = nowNs;
    }

    boolean isOver(final long nowNs) {
        return nowNs - untilNs >= 0;
    }

    /** Begins; a window of refusals at once, for want of room, counts as one. */
    void begin(final long nowNs, final boolean isForWantOfRoom) {
        if (!isOver(nowNs)) {
            return;
        }
        if (isForWantOfRoom) {
            doublings = Math.min(doublings + 1, DOUBLINGS_MAX);
            halvings = 0;
        }
        untilNs = nowNs + (usualNs << doublings >> halvings);
        halvings = Math.max(0, halvings - 1);
    }

    /** Something was done: there is room. */
    void forget() {
        doublings = 0;
        halvings = HALVINGS_MAX;
    }

    /** There is somebody else to speak with, at once. */
    void end(final long nowNs) {
        untilNs = nowNs;
    }
}
