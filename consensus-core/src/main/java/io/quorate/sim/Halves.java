package io.quorate.sim;

import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import java.util.function.IntPredicate;

/** What a quorum is, told anew and naively, to be compared with what the core counts (§6). */
final class Halves {
    private Halves() {
    }

    /** Whether those for whom it holds are a majority before, and one after, a change. */
    static boolean areReached(final Configuration configuration, final IntPredicate holds) {
        int before = 0;
        int after = 0;
        int holdBefore = 0;
        int holdAfter = 0;
        for (final Configuration.Member member : configuration.members()) {
            final int counts = holds.test(member.id()) ? 1 : 0;
            if (member.before() == MemberRole.VOTER) {
                before++;
                holdBefore += counts;
            }
            if (member.after() == MemberRole.VOTER) {
                after++;
                holdAfter += counts;
            }
        }
        return holdBefore > before / 2 && holdAfter > after / 2;
    }

    static boolean areReached(final Configuration configuration, final int bits) {
        return areReached(configuration, id -> (bits >> id & 1) != 0);
    }

    /** Whether that member is counted, before or after. */
    static boolean isVoter(final Configuration configuration, final int id) {
        final Configuration.Member member = configuration.member(id);
        return member != null && member.isVoter();
    }
}
