package io.quorate.benchmarks.scenario;

import io.quorate.node.ClusterHealth;

/**
 * What a scenario promises beyond what always holds: that no acknowledged write is lost, and that
 * no rule of Raft is seen broken. What is null, or -1, is not asked for.
 *
 * @param end             the health in the end
 * @param worst           the worst health on the way, which must be seen and not be passed
 * @param electionsMin    leaders that are elected after the load began, at least
 * @param electionsMax    and at most
 * @param longestGapNsMax without an acknowledged write
 * @param refusedBy       the circuit breaker that refuses requests
 * @param latencyNsMax    of those that are served, the 99th percentile
 * @param isServedInEnd   whether all that was asked in the last second is acknowledged
 */
public record Expected(ClusterHealth end, ClusterHealth worst, int electionsMin, int electionsMax,
        long longestGapNsMax, String refusedBy, long latencyNsMax, boolean isServedInEnd) {
}
