package io.quorate.raft;

/**
 * What priorities do (a configuration has one for each member): they delay standing, and nothing
 * else. Votes know nothing of them, so whoever is left can be elected. A member that others are
 * preferred to lets a whole range of timeouts pass for each of them, so that they stand first
 * however their timeouts are drawn.
 */
final class Preference {
    private Preference() {
    }

    /** For how much longer than its timeout that member waits before it stands. */
    static long delayNs(final Configuration configuration, final int id, final long slotNs) {
        return slotNs * preferred(configuration, id);
    }

    /** How many voters are to stand before that one once the office of {@code goneId} is free. */
    static int rank(final Configuration configuration, final int id, final int goneId) {
        int rank = 0;
        for (int i = 0; i < configuration.members().size(); i++) {
            final Configuration.Member other = configuration.members().get(i);
            rank += other.isVoter() && other.id() != goneId
                    && isFirst(configuration, other.id(), id) ? 1 : 0;
        }
        return rank;
    }

    /** Whether the one is to stand before the other: by priority, then by id. */
    static boolean isFirst(final Configuration configuration, final int oneId, final int otherId) {
        final int one = priority(configuration, oneId);
        final int other = priority(configuration, otherId);
        return one > other || one == other && oneId < otherId;
    }

    /** Whether that member stands at all. */
    static boolean mayStand(final Configuration configuration, final int id) {
        return priority(configuration, id) > 0;
    }

    /** That member's priority; who is no member has the usual one. */
    static int priority(final Configuration configuration, final int id) {
        final Configuration.Member member = configuration.member(id);
        return member == null ? Configuration.DEFAULT_PRIORITY : member.priority();
    }

    private static int preferred(final Configuration configuration, final int id) {
        final Configuration.Member self = configuration.member(id);
        int preferred = 0;
        for (int i = 0; self != null && i < configuration.members().size(); i++) {
            final Configuration.Member other = configuration.members().get(i);
            preferred += other.isVoter() && other.priority() > self.priority() ? 1 : 0;
        }
        return preferred;
    }
}
