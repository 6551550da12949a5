package io.quorate.detector;

import static io.quorate.detector.WatchedPeer.HEARTBEAT;
import static io.quorate.detector.WatchedPeer.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RttAdaptiveTest extends FailureDetectorContract {
    private static final int LOSSES = 3;
    private static final long INTERVAL = 100 * MS;
    private static final long TIMEOUT = 300 * MS;

    @Override
    FailureDetector detector(final long nowNs) {
        return new RttAdaptive(HEARTBEAT, LOSSES, INTERVAL, TIMEOUT, nowNs);
    }

    @Override
    long worstCaseNs() {
        return (LOSSES + 1) * HEARTBEAT + TIMEOUT;
    }

    @ParameterizedTest
    @CsvSource({
        // round trips, and the patience beyond missing heartbeats: rtt + 4 deviations, in ms
        "10, 30", "10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10, 10.3",
        "10 30, 47.5", "200, 600", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 101, 114.1"})
    void patienceFollowsTheRoundTrip(final String roundTrips, final double expected) {
        final FailureDetector detector = detector(0);
        long nowNs = 0;
        long asked = 0;
        for (final String roundTrip : roundTrips.split(" ", -1)) {
            nowNs = detector.deadlineNs();
            detector.onHeard(nowNs);
            detector.isSuspicious(nowNs);
            detector.checkSent();
            nowNs += Long.parseLong(roundTrip) * MS;
            assertTrue(detector.onCheckAnswered(++asked, nowNs));
        }
        final long patienceNs = suspicionNs(detector, nowNs) - nowNs - (LOSSES + 1) * HEARTBEAT;
        assertEquals(expected, patienceNs / (double) MS, 0.6);
    }

    private static long suspicionNs(final FailureDetector detector, final long fromNs) {
        long nowNs = fromNs;
        while (!detector.isSuspicious(nowNs)) {
            nowNs += MS / 100;
        }
        return nowNs;
    }

    @Test
    void aCheckThatIsLostMeasuresNothing() {
        final FailureDetector detector = detector(0);
        for (int i = 0; i < 10; i++) {
            final long nowNs = detector.deadlineNs();
            detector.onHeard(nowNs);
            detector.isSuspicious(nowNs);
            if (detector.dueCheck() != FailureDetector.NO_CHECK) {
                detector.checkSent();
            }
        }
        final long beganNs = detector.deadlineNs();
        detector.onHeard(beganNs);
        assertEquals((LOSSES + 1) * HEARTBEAT + TIMEOUT,
                suspicionNs(detector, beganNs) - beganNs);
    }
}
