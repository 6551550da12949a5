package io.quorate.detector;

/**
 * What all detectors do alike: evidence that is not counted or measured but believed at once, a
 * broken connection and a peer's own word that it is unhealthy.
 */
abstract class Watch implements FailureDetector {
    private boolean isLost;
    private boolean isUnhealthy;

    @Override
    public final void restart(final long nowNs) {
        isLost = false;
        isUnhealthy = false;
        begin(nowNs);
    }

    @Override
    public final void onHeard(final long nowNs) {
        isLost = false;
        heard(nowNs);
    }

    @Override
    public final boolean onCheckAnswered(final long check, final long nowNs) {
        final boolean isNews = answered(check, nowNs);
        isLost &= !isNews;
        isUnhealthy &= !isNews;
        return isNews;
    }

    @Override
    public final boolean onCheckRejected(final long check, final long nowNs) {
        final boolean isNews = rejected(check, nowNs);
        isLost &= !isNews;
        return isNews;
    }

    @Override
    public final void onConnectionLost(final long nowNs) {
        isLost = true;
    }

    @Override
    public final void onUnhealthy(final long nowNs) {
        isUnhealthy = true;
    }

    @Override
    public final boolean isSuspicious(final long nowNs) {
        return isOverdue(nowNs) || isLost || isUnhealthy;
    }

    @Override
    public final long deadlineNs() {
        return dueNs();          // what is believed at once was asked for in its own cycle
    }

    /** Forgets all that was. */
    abstract void begin(long nowNs);

    /** The peer spoke by itself. */
    abstract void heard(long nowNs);

    /** Lets time pass; whether the peer has been silent for too long, or failed too often. */
    abstract boolean isOverdue(long nowNs);

    /** When {@link #isOverdue} is to be asked next. */
    abstract long dueNs();

    /** The peer answered; false if that was not the check which is open. */
    boolean answered(final long check, final long nowNs) {
        return false;
    }

    /** The peer refused; false if that was not the check which is open. */
    boolean rejected(final long check, final long nowNs) {
        return false;
    }
}
