package io.quorate.benchmarks.scenario;

/**
 * What clients do meanwhile: puts at a fixed rate, whatever became of those before.
 *
 * @param perSecond  requests a second, until a step says otherwise
 * @param valueBytes of each put
 * @param responseNs the silence after which the client asks another member
 * @param callNs     after which it gives a request up
 * @param restNs     for how long a member that was silent is not asked
 */
public record LoadPlan(int perSecond, int valueBytes, long responseNs, long callNs, long restNs) {
}
