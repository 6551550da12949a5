package io.quorate.detector;

/**
 * Follows the round trip: it is measured by checks, smoothed as TCP does (RFC 6298), and a silence
 * is too long when so many heartbeats are missing and an answer would have come since.
 * <pre>
 *   suspicion  =  last heard + (losses + 1) x heartbeat + rtt + 4 x its deviation
 * </pre>
 * Far peers are given the time that they take, near ones no more than that.
 */
public final class RttAdaptive extends Watch {
    private final OpenCheck open;
    private final long patienceNs;
    private final long firstGuessNs;
    private boolean isMeasured;
    private long rttNs;
    private long deviationNs;
    private long heardNs;

    /**
     * Suspects when more than {@code losses} heartbeats in a row are missing.
     *
     * @param heartbeatNs how often the peer is to be heard at least; more than 0
     * @param losses      heartbeats in a row that may be lost; 0 or more
     * @param intervalNs  from the end of one measuring check to the next; more than 0
     * @param timeoutNs   when a check is taken for lost, and the first guess of the round trip
     * @param nowNs       when watching begins
     */
    public RttAdaptive(final long heartbeatNs, final int losses, final long intervalNs,
            final long timeoutNs, final long nowNs) {
        open = new OpenCheck(intervalNs, timeoutNs);
        patienceNs = (losses + 1) * heartbeatNs;
        firstGuessNs = timeoutNs;
        begin(nowNs);
    }

    @Override
    void begin(final long nowNs) {
        open.restart(nowNs);
        isMeasured = false;
        rttNs = firstGuessNs;
        deviationNs = 0;
        heardNs = nowNs;
    }

    @Override
    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    @Override
    boolean answered(final long check, final long nowNs) {
        final long sampleNs = open.ageNs(nowNs);
        final boolean isThis = open.answered(check, nowNs);
        if (isThis) {
            measure(sampleNs);
            heardNs = nowNs;
        }
        return isThis;
    }

    @Override
    boolean rejected(final long check, final long nowNs) {
        return open.answered(check, nowNs);
    }

    private void measure(final long sampleNs) {
        if (!isMeasured) {
            isMeasured = true;
            rttNs = sampleNs;
            deviationNs = sampleNs / 2;
        } else {
            deviationNs += (Math.abs(sampleNs - rttNs) - deviationNs) / 4;
            rttNs += (sampleNs - rttNs) / 8;
        }
    }

    private long suspicionNs() {
        return heardNs + patienceNs + rttNs + 4 * deviationNs;
    }

    @Override
    boolean isOverdue(final long nowNs) {
        open.hasTimedOut(nowNs);                         // a lost check measures nothing
        return nowNs - suspicionNs() >= 0;
    }

    @Override
    long dueNs() {
        final long suspicionNs = suspicionNs();
        return open.dueNs() - suspicionNs < 0 ? open.dueNs() : suspicionNs;
    }

    @Override
    public long dueCheck() {
        return open.dueCheck();
    }

    @Override
    public void checkSent() {
        open.sent();
    }
}
