package io.quorate.detector;

/**
 * Elasticsearch's way: the peer is asked, strictly one question at a time, and fails when so many
 * in a row were refused or not answered in time. One good answer makes up for all failures before.
 *
 * <p>By timeouts alone a dead peer fails {@code retries x timeout + (retries - 1) x interval} after
 * the first check that it does not answer.
 */
abstract class PeerChecks extends Watch {
    private final OpenCheck open;
    private final int retries;
    private int failures;

    PeerChecks(final long intervalNs, final long timeoutNs, final int retries, final long nowNs) {
        open = new OpenCheck(intervalNs, timeoutNs);
        this.retries = retries;
        begin(nowNs);
    }

    @Override
    final void begin(final long nowNs) {
        failures = 0;
        open.restart(nowNs);
    }

    /** That a peer speaks does not prove that it listens. */
    @Override
    final void heard(final long nowNs) {
    }

    @Override
    final boolean answered(final long check, final long nowNs) {
        final boolean isNews = open.answered(check, nowNs);
        failures = isNews ? 0 : failures;
        return isNews;
    }

    @Override
    final boolean rejected(final long check, final long nowNs) {
        final boolean isNews = open.answered(check, nowNs);
        if (isNews) {
            fail();
        }
        return isNews;
    }

    private void fail() {
        failures = Math.min(failures + 1, retries);
    }

    @Override
    final boolean isOverdue(final long nowNs) {
        if (open.hasTimedOut(nowNs)) {
            fail();
        }
        return failures >= retries;
    }

    @Override
    final long dueNs() {
        return open.dueNs();
    }

    @Override
    public final long dueCheck() {
        return open.dueCheck();
    }

    @Override
    public final void checkSent() {
        open.sent();
    }

    /** Checks in a row that have failed by now. */
    public final int failures() {
        return failures;
    }
}
