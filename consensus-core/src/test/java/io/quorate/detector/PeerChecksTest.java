package io.quorate.detector;

import static io.quorate.detector.WatchedPeer.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.detector.WatchedPeer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elasticsearch's checks, of leaders and of followers alike. */
class PeerChecksTest extends FailureDetectorContract {
    private static final long INTERVAL = 100 * MS;
    private static final long TIMEOUT = 200 * MS;
    private static final int RETRIES = 3;

    @Override
    FailureDetector detector(final long nowNs) {
        return new LeaderCheck(INTERVAL, TIMEOUT, RETRIES, nowNs);
    }

    @Override
    long worstCaseNs() {
        return INTERVAL + RETRIES * TIMEOUT + (RETRIES - 1) * INTERVAL;
    }

    @Test
    void theDefaultsOfElasticsearchTakeExactly32SecondsFromTheFirstUnansweredCheck() {
        final WatchedPeer peer = new WatchedPeer(new LeaderCheck(1000 * MS, 10_000 * MS, 3, 0), 0);
        peer.pass(600_000 * MS);
        peer.dies();
        while (peer.detector.deadlineNs() > peer.nowNs() + 1000 * MS) {
            peer.pass(MS);                       // until the check that is open is over
        }
        final long firstNs = peer.detector.deadlineNs();
        peer.suspectedAfter(60_000 * MS);
        assertEquals(32_000 * MS, peer.nowNs() - firstNs);
    }

    @ParameterizedTest
    @CsvSource({
        // interval, timeout, retries, until suspicion from the first check on
        "1000, 10000, 3, 32000",
        "1000, 10000, 1, 10000",
        "100, 200, 3, 800",
        "50, 50, 2, 150",
        "1, 1, 5, 9",
        "100, 20, 3, 260"})
    void theWorstCaseIsRetriesTimesTimeoutAndTheIntervalsBetween(final long interval,
            final long timeout, final int retries, final long expected) {
        final FailureDetector detector =
                new FollowerCheck(interval * MS, timeout * MS, retries, 0);
        final long afterNs = new WatchedPeer(detector, 0).dies().suspectedAfter(3_600_000 * MS);
        assertEquals((interval + expected) * MS, afterNs);
    }

    @ParameterizedTest
    @CsvSource({
        // how checks end: good, rejected, timed out; and failures in a row after it
        "G, 0", "R, 1", "T, 1", "RT, 2", "TR, 2", "RTG, 0", "TTG, 0", "TTGT, 1", "RRR, 3",
        "TTT, 3", "RTR, 3", "TTGTTGTT, 2", "TTTG, 0", "TTTT, 3"})
    void onlyFailuresInARowCount(final String ends, final int failures) {
        final LeaderCheck detector = new LeaderCheck(INTERVAL, TIMEOUT, RETRIES, 0);
        long nowNs = 0;
        for (int i = 0; i < ends.length(); i++) {
            final char end = ends.charAt(i);
            nowNs = detector.deadlineNs();
            detector.isSuspicious(nowNs);
            final long check = detector.dueCheck();
            detector.checkSent();
            nowNs = end == 'T' ? detector.deadlineNs() : nowNs + MS;
            if (end == 'G') {
                assertTrue(detector.onCheckAnswered(check, nowNs));
            } else if (end == 'R') {
                assertTrue(detector.onCheckRejected(check, nowNs));
            }
            detector.isSuspicious(nowNs);
        }
        assertEquals(failures, detector.failures());
        assertEquals(failures == RETRIES, detector.isSuspicious(nowNs));
    }

    @Test
    void thereIsNeverMoreThanOneCheckAndTheNextComesAnIntervalAfterItsEnd() {
        final LeaderCheck detector = new LeaderCheck(INTERVAL, TIMEOUT, RETRIES, 0);
        assertFalse(detector.isSuspicious(INTERVAL - 1));
        assertEquals(FailureDetector.NO_CHECK, detector.dueCheck());
        detector.isSuspicious(INTERVAL);
        assertEquals(1, detector.dueCheck());
        detector.checkSent();
        detector.isSuspicious(INTERVAL + TIMEOUT - 1);
        assertEquals(FailureDetector.NO_CHECK, detector.dueCheck());
        detector.onCheckAnswered(1, INTERVAL + TIMEOUT - 1);
        assertEquals(INTERVAL + TIMEOUT - 1 + INTERVAL, detector.deadlineNs());
    }

    @Test
    void anAnswerThatComesAfterItsTimeoutIsLate() {
        final LeaderCheck detector = new LeaderCheck(INTERVAL, TIMEOUT, RETRIES, 0);
        detector.isSuspicious(INTERVAL);
        detector.checkSent();
        detector.isSuspicious(INTERVAL + TIMEOUT);
        assertFalse(detector.onCheckAnswered(1, INTERVAL + TIMEOUT + 1));
        assertEquals(1, detector.failures());
    }

    @Test
    void anAnswerToWhatAnotherLeaderWasAskedIsNotHeard() {
        final LeaderCheck detector = new LeaderCheck(INTERVAL, TIMEOUT, RETRIES, 0);
        detector.isSuspicious(INTERVAL);
        detector.checkSent();
        detector.restart(INTERVAL + 1);
        assertFalse(detector.onCheckRejected(1, INTERVAL + 2));
        detector.isSuspicious(2 * INTERVAL + 1);
        assertEquals(2, detector.dueCheck());
    }

    @Test
    void whatCannotBeSentTimesOutAllTheSame() {
        final LeaderCheck detector = new LeaderCheck(INTERVAL, TIMEOUT, 1, 0);
        detector.isSuspicious(INTERVAL);
        assertTrue(detector.isSuspicious(INTERVAL + TIMEOUT));
    }

    @Test
    void heartbeatsDoNotHideALeaderThatDoesNotHear() {
        final WatchedPeer peer = new WatchedPeer(detector(0), 0);
        peer.pass(1000 * MS);
        peer.answer = Answer.NONE;
        assertTrue(peer.suspectedAfter(2 * worstCaseNs()) > 0);
    }

    @Test
    void anUnhealthyAnswerBypassesRetriesAndAGoodOneEndsIt() {
        final WatchedPeer peer = new WatchedPeer(detector(0), 0);
        peer.pass(1000 * MS);
        peer.answer = Answer.UNHEALTHY;
        final long afterNs = peer.suspectedAfter(worstCaseNs());
        assertTrue(afterNs > 0 && afterNs <= INTERVAL + WatchedPeer.ROUND_TRIP);
        peer.answer = Answer.GOOD;
        while (peer.detector.isSuspicious(peer.nowNs())) {
            peer.pass(MS);
        }
        assertTrue(peer.nowNs() < 1000 * MS + 2 * INTERVAL + TIMEOUT + 10 * MS);
    }
}
