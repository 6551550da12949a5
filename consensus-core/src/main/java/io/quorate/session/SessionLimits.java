package io.quorate.session;

/**
 * What a cluster keeps for its clients. A leader writes its own limits into each entry that opens a
 * session, and from there on they hold for every member.
 *
 * @param maxSessions how many there may be at a time; 1 to 2^24
 * @param window      how many commands of a session may be unanswered at a time; 1 to 65536
 * @param timeoutMs   the silence after which a session ends, in milliseconds; at least 1
 */
public record SessionLimits(int maxSessions, int window, long timeoutMs) {
    private static final int SESSIONS_MAX = 1 << 24;
    private static final int WINDOW_MAX = 1 << 16;

    /** Checks the ranges. */
    public SessionLimits {
        if (!areSound(maxSessions, window, timeoutMs)) {
            throw new IllegalArgumentException("sessions must be 1 to " + SESSIONS_MAX
                    + ", a window 1 to " + WINDOW_MAX + ", a timeout 1 ms or more, not "
                    + maxSessions + ", " + window + ", " + timeoutMs);
        }
    }

    static boolean areSound(final int maxSessions, final int window, final long timeoutMs) {
        return maxSessions >= 1 && maxSessions <= SESSIONS_MAX
                && window >= 1 && window <= WINDOW_MAX && timeoutMs >= 1;
    }

    /** 10,000 sessions, each with a window of 1,024, that end after a minute of silence. */
    public static SessionLimits usual() {
        return new SessionLimits(10_000, 1024, 60_000);
    }
}
