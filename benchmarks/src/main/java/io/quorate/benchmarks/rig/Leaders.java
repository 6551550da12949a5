package io.quorate.benchmarks.rig;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who led in which term: at most one member in each (§5.2). Any thread. */
final class Leaders {
    private final ConcurrentMap<Long, Integer> byTerm = new ConcurrentHashMap<>();

    /**
     * Notes that a member leads in a term.
     *
     * @throws SafetyViolation if another did
     */
    void note(final long term, final int member) {
        final Integer other = byTerm.putIfAbsent(term, member);
        if (other != null && other != member) {
            throw new SafetyViolation(
                    "members " + other + " and " + member + " both led in term " + term);
        }
    }
}
