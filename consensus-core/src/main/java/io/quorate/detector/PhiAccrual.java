package io.quorate.detector;

/**
 * Suspects when a silence has become too unlikely (Hayashibara et al., 2004): the pauses between
 * heartbeats are taken for normally distributed, and phi = -log10 of the chance that a heartbeat
 * comes later still.
 * <pre>
 *   suspicion  =  last heard + mean + pause + z(threshold) x deviation
 * </pre>
 * {@code z} is found once, so that a cycle costs a comparison. Appends may come far more often than
 * heartbeats: a pause is measured once half an interval is over, and the mean is never below the
 * interval agreed nor the deviation below a quarter of it, so that a burst teaches no impatience.
 */
public final class PhiAccrual extends Watch {
    private static final int PAUSES = 128;               // remembered, a power of two

    private final long heartbeatNs;
    private final long pauseNs;
    private final double deviations;
    private final double[] pauses = new double[PAUSES];
    private long measured;
    private long measuredFromNs;
    private double sum;
    private double squares;
    private long deadlineNs;

    /**
     * Suspects when phi reaches the threshold.
     *
     * @param heartbeatNs how often the peer is to be heard at least; more than 0
     * @param pauseNs     silence that is forgiven beyond what was measured; 0 or more
     * @param threshold   phi, from 1 to 16: 8 is one false suspicion in 10^8 heartbeats, if they
     *                    were normally distributed
     * @param nowNs       when watching begins
     */
    public PhiAccrual(final long heartbeatNs, final long pauseNs, final double threshold,
            final long nowNs) {
        this.heartbeatNs = heartbeatNs;
        this.pauseNs = pauseNs;
        deviations = NormalTail.deviationsOf(threshold);
        begin(nowNs);
    }

    @Override
    void begin(final long nowNs) {
        measured = 0;
        sum = 0;
        squares = 0;
        measuredFromNs = nowNs;
        plan(nowNs);
    }

    @Override
    void heard(final long nowNs) {
        final long pause = nowNs - measuredFromNs;
        if (pause >= heartbeatNs / 2) {
            measure((double) pause);
            measuredFromNs = nowNs;
        }
        plan(nowNs);
    }

    private void measure(final double pause) {
        final int slot = (int) (measured++ & PAUSES - 1);
        final double forgotten = measured > PAUSES ? pauses[slot] : 0;
        pauses[slot] = pause;
        sum += pause - forgotten;
        squares += pause * pause - forgotten * forgotten;
    }

    private void plan(final long nowNs) {
        final double count = Math.max(1, Math.min(measured, PAUSES));
        final double mean = sum / count;
        final double variance = squares / count - mean * mean;
        final double deviation = Math.sqrt(Math.max(0, variance));
        deadlineNs = nowNs + pauseNs + (long) (Math.max((double) heartbeatNs, mean)
                + deviations * Math.max(heartbeatNs / 4.0, deviation));
    }

    @Override
    boolean isOverdue(final long nowNs) {
        return nowNs - deadlineNs >= 0;
    }

    @Override
    long dueNs() {
        return deadlineNs;
    }
}
