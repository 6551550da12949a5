package io.quorate.node;

/**
 * One thing that can be wrong with a node. A bound that is exceeded once is weather; exceeded again
 * after a while, without a quiet time between, it makes ill, and only a quiet time makes well.
 * <pre>
 *   over the bound   █          ███  █ █                        █
 *                    ├ patience ┤      ├──────── quiet ────────┤
 *   ill                         ███████████████████████████████
 * </pre>
 */
final class Symptom {
    private final long boundNs;
    private final long patienceNs;
    private final long quietNs;
    private boolean isSeen;
    private boolean isIll;
    private long firstNs;
    private long lastNs;

    /** Never there when the bound is 0. */
    Symptom(final long boundNs, final long patienceNs, final long quietNs) {
        this.boundNs = boundNs;
        this.patienceNs = patienceNs;
        this.quietNs = quietNs;
    }

    /** So long something took, or has taken up to now; returns whether that makes ill. */
    boolean settle(final long nowNs, final long tookNs) {
        if (boundNs > 0 && tookNs > boundNs) {
            firstNs = isSeen ? firstNs : nowNs;
            lastNs = nowNs;
            isSeen = true;
            isIll |= nowNs - firstNs >= patienceNs;
        } else if (isSeen && nowNs - lastNs >= quietNs) {
            isSeen = false;
            isIll = false;
        }
        return isIll;
    }
}
