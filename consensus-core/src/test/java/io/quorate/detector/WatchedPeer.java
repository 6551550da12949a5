package io.quorate.detector;

/**
 * One detector and the peer that it watches, in virtual time: the peer speaks every interval and
 * answers each check after a round trip, unless the test lets it fall silent, deaf or stubborn.
 */
final class WatchedPeer {
    static final long MS = 1_000_000;
    static final long HEARTBEAT = 50 * MS;
    static final long ROUND_TRIP = 2 * MS;

    /** How the peer takes a check. */
    enum Answer {
        GOOD,
        REJECTED,
        UNHEALTHY,
        NONE
    }

    final FailureDetector detector;
    Answer answer = Answer.GOOD;
    boolean isSilent;
    long checks;
    private long nowNs;
    private long speaksAtNs;
    private long open;
    private long answersAtNs;

    WatchedPeer(final FailureDetector detector, final long nowNs) {
        this.detector = detector;
        this.nowNs = nowNs;
        speaksAtNs = nowNs;
    }

    long nowNs() {
        return nowNs;
    }

    /** Lets time pass, from one moment at which something happens to the next. */
    void pass(final long forNs) {
        final long endNs = nowNs + forNs;
        while (nowNs - endNs < 0 && !step(endNs)) {
            // until it is suspected or time is over
        }
    }

    /** How long until suspicion; -1 if there is none within that time. */
    long suspectedAfter(final long limitNs) {
        final long beganNs = nowNs;
        final long endNs = nowNs + limitNs;
        while (nowNs - endNs < 0) {
            if (step(endNs)) {
                return nowNs - beganNs;
            }
        }
        return -1;
    }

    private boolean step(final long endNs) {
        nowNs = next(endNs);
        if (nowNs - speaksAtNs >= 0) {
            speaksAtNs += HEARTBEAT;
            if (!isSilent) {
                detector.onHeard(nowNs);
            }
        }
        if (open != FailureDetector.NO_CHECK && nowNs - answersAtNs >= 0) {
            takeAnswer();
        }
        final boolean isSuspicious = detector.isSuspicious(nowNs);
        ask();
        return isSuspicious;
    }

    private long next(final long endNs) {
        long nextNs = endNs - speaksAtNs < 0 ? endNs : speaksAtNs;
        if (open != FailureDetector.NO_CHECK && answersAtNs - nextNs < 0) {
            nextNs = answersAtNs;
        }
        if (detector.deadlineNs() - nextNs < 0) {
            nextNs = detector.deadlineNs();
        }
        return nextNs - nowNs < 0 ? nowNs : nextNs;
    }

    private void ask() {
        final long check = detector.dueCheck();
        if (check != FailureDetector.NO_CHECK) {
            detector.checkSent();
            checks++;
            open = answer == Answer.NONE ? FailureDetector.NO_CHECK : check;
            answersAtNs = nowNs + ROUND_TRIP;
        }
    }

    private void takeAnswer() {
        switch (answer) {
            case GOOD -> detector.onCheckAnswered(open, nowNs);
            case REJECTED -> detector.onCheckRejected(open, nowNs);
            case UNHEALTHY -> detector.onUnhealthy(nowNs);
            case NONE -> {}
        }
        open = FailureDetector.NO_CHECK;
    }

    /** The peer says and answers nothing any more. */
    WatchedPeer dies() {
        isSilent = true;
        answer = Answer.NONE;
        open = FailureDetector.NO_CHECK;
        return this;
    }
}
