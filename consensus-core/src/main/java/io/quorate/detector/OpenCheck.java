package io.quorate.detector;

/**
 * One check after the other, and never two at a time: the next falls due an interval after the last
 * has ended, by its answer or by its timeout.
 * <pre>
 *   ---interval---| sent ~~~~~~ answer |---interval---| sent ~~~~~~~~~ timeout |---interval---
 * </pre>
 * The timeout counts from the moment at which a check falls due, whether or not it could be sent.
 */
final class OpenCheck {
    private final long intervalNs;
    private final long timeoutNs;
    private long number;
    private boolean isOpen;
    private boolean isUnsent;
    private long beganNs;
    private long dueNs;                // of the next check, or of the end of the one that is open

    OpenCheck(final long intervalNs, final long timeoutNs) {
        this.intervalNs = intervalNs;
        this.timeoutNs = timeoutNs;
    }

    /** What is open is of no interest any more; the first check is due after an interval. */
    void restart(final long nowNs) {
        end(nowNs);
    }

    private void end(final long nowNs) {
        isOpen = false;
        isUnsent = false;
        dueNs = nowNs + intervalNs;
    }

    /** Lets time pass: true once for each check that was not answered in time. */
    boolean hasTimedOut(final long nowNs) {
        if (nowNs - dueNs < 0) {
            return false;
        }
        if (isOpen) {
            end(nowNs);
            return true;
        }
        number++;
        isOpen = true;
        isUnsent = true;
        beganNs = nowNs;
        dueNs = nowNs + timeoutNs;
        return false;
    }

    /** That check was answered; false if it is not the one that is open. */
    boolean answered(final long check, final long nowNs) {
        final boolean isThis = isOpen && !isUnsent && check == number;
        if (isThis) {
            end(nowNs);
        }
        return isThis;
    }

    /** How long ago the newest check fell due. */
    long ageNs(final long nowNs) {
        return nowNs - beganNs;
    }

    long dueCheck() {
        return isUnsent ? number : FailureDetector.NO_CHECK;
    }

    void sent() {
        isUnsent = false;
    }

    long dueNs() {
        return dueNs;
    }
}
