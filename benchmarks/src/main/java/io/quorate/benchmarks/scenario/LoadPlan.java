package io.quorate.benchmarks.scenario;

import io.quorate.kv.KeyValueMachine;

/**
 * What clients do meanwhile: puts at a fixed rate, whatever became of those before.
 *
 * @param perSecond  requests a second, until a step says otherwise
 * @param valueBytes of each put
 * @param responseNs the silence after which the client asks another member
 * @param callNs     after which it gives a request up
 * @param restNs     for how long a member that was silent is not asked
 * @param pauseNs    before the client tries again what was turned away
 */
public record LoadPlan(int perSecond, int valueBytes, long responseNs, long callNs, long restNs,
        long pauseNs) {
    private static final int ENTRIES = 4096;
    private static final int HEAD_BYTES = 64;            // of an entry, beyond its value, at most

    /** An empty store with room for all that is put. */
    KeyValueMachine store() {
        return new KeyValueMachine(ENTRIES, Integer.highestOneBit(valueBytes + HEAD_BYTES) * 2);
    }
}
