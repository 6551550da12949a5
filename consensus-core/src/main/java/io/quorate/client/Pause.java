package io.quorate.client;

/**
 * For how long a client says nothing after a refusal: twice as long after each one in a row that
 * was for want of room, up to a limit.
 */
final class Pause {
    private static final int DOUBLINGS_MAX = 6;

    private final long shortestNs;
    private long untilNs;
    private int doublings;

    Pause(final long shortestNs, final long nowNs) {
        this.shortestNs = shortestNs;
        untilNs = nowNs;
    }

    boolean isOver(final long nowNs) {
        return nowNs - untilNs >= 0;
    }

    /** Begins; a window of refusals at once, for want of room, counts as one. */
    void begin(final long nowNs, final boolean isForWantOfRoom) {
        if (isForWantOfRoom && isOver(nowNs)) {
            doublings = Math.min(doublings + 1, DOUBLINGS_MAX);
        }
        untilNs = nowNs + (shortestNs << doublings);
    }

    /** Something was done: there is room. */
    void forget() {
        doublings = 0;
    }

    /** There is somebody else to speak with, at once. */
    void end(final long nowNs) {
        untilNs = nowNs;
    }
}
