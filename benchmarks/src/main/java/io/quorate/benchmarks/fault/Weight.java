package io.quorate.benchmarks.fault;

/**
 * How heavy a fault is, where it can be more or less so.
 *
 * @param byNs  by how much clocks jump, or duty cycles take longer
 * @param share of messages that are lost, from 0 to 1
 */
public record Weight(long byNs, double share) {
    private static final long STEP_NS = 5_000_000_000L;
    private static final long SLOWNESS_NS = 20_000_000;
    private static final double CRIPPLING_SHARE = 0.98;
    private static final double SHARE = 0.3;

    /**
     * What makes a leader as good as lost to a cluster with that longest election timeout: cycles
     * four times as long, hardly a message that arrives.
     */
    public static Weight crippling(final Fault fault, final long electionTimeoutNsMax) {
        return fault == Fault.SLOW_NODE ? new Weight(4 * electionTimeoutNsMax, CRIPPLING_SHARE)
                : new Weight(STEP_NS, CRIPPLING_SHARE);
    }

    /** What a fault has that is told nothing. */
    public static Weight usual(final Fault fault) {
        return new Weight(fault == Fault.CLOCK_STEP ? STEP_NS : SLOWNESS_NS, SHARE);
    }
}
