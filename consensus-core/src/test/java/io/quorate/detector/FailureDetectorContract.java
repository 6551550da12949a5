package io.quorate.detector;

import static io.quorate.detector.WatchedPeer.HEARTBEAT;
import static io.quorate.detector.WatchedPeer.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every detector promises, whatever its way of judging. Time is a number that we move. */
abstract class FailureDetectorContract {
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long HOUR = 3_600_000 * MS;

    /** A detector for a peer that speaks every {@link WatchedPeer#HEARTBEAT}. */
    abstract FailureDetector detector(long nowNs);

    /** The longest that it may take to suspect a peer that has died. */
    abstract long worstCaseNs();

    private WatchedPeer watched(final long nowNs) {
        return new WatchedPeer(detector(nowNs), nowNs);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE})
    void aPeerThatSpeaksAndAnswersIsNeverSuspected(final long nowNs) {
        assertEquals(-1, watched(nowNs).suspectedAfter(HOUR));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE})
    void aPeerThatDiesIsSuspectedWithinTheWorstCaseWheneverItDies(final long nowNs) {
        for (long phase = 0; phase < 2 * HEARTBEAT; phase += HEARTBEAT / 10) {
            final WatchedPeer peer = watched(nowNs);
            peer.pass(100 * HEARTBEAT + phase);
            final long afterNs = peer.dies().suspectedAfter(HOUR);
            assertTrue(afterNs > 0 && afterNs <= worstCaseNs(), "after " + afterNs + " ns");
        }
    }

    @Test
    void aPeerThatWasNeverHeardIsSuspectedWithinTheWorstCase() {
        final long afterNs = watched(0).dies().suspectedAfter(HOUR);
        assertTrue(afterNs > 0 && afterNs <= worstCaseNs(), "after " + afterNs + " ns");
    }

    @Test
    void oneHeartbeatThatIsLostIsForgiven() {
        final WatchedPeer peer = watched(0);
        peer.pass(100 * HEARTBEAT + HEARTBEAT / 2);
        peer.isSilent = true;
        assertEquals(-1, peer.suspectedAfter(HEARTBEAT));
    }

    @Test
    void aBrokenConnectionIsBelievedAtOnceUntilThePeerIsHeard() {
        final WatchedPeer peer = watched(0);
        peer.pass(100 * HEARTBEAT);
        peer.detector.onConnectionLost(peer.nowNs());
        assertTrue(peer.detector.isSuspicious(peer.nowNs()));
        peer.detector.onHeard(peer.nowNs());
        assertFalse(peer.detector.isSuspicious(peer.nowNs()));
    }

    @Test
    void anUnhealthyPeerIsSuspectedAtOnceHoweverOftenItSpeaks() {
        final WatchedPeer peer = watched(0);
        peer.pass(100 * HEARTBEAT);
        peer.detector.onUnhealthy(peer.nowNs());
        peer.detector.onHeard(peer.nowNs());
        assertTrue(peer.detector.isSuspicious(peer.nowNs()));
    }

    @Test
    void whatWasKnownOfOnePeerIsNotHeldAgainstTheNext() {
        final WatchedPeer peer = watched(0);
        peer.pass(100 * HEARTBEAT);
        peer.dies().suspectedAfter(HOUR);
        peer.detector.onUnhealthy(peer.nowNs());
        peer.detector.onConnectionLost(peer.nowNs());
        peer.detector.restart(peer.nowNs());
        assertFalse(peer.detector.isSuspicious(peer.nowNs()));
        final long afterNs = peer.suspectedAfter(HOUR);
        assertTrue(afterNs > HEARTBEAT && afterNs <= worstCaseNs(), "after " + afterNs + " ns");
    }

    @Test
    void whoStoodStillItselfSuspectsNobodyWhoseWordsWaitInItsInbox() {
        final WatchedPeer peer = watched(0);
        peer.pass(100 * HEARTBEAT);
        final long nowNs = peer.nowNs() + HOUR;
        peer.detector.onHeard(nowNs);
        assertFalse(peer.detector.isSuspicious(nowNs));
    }

    @Test
    void suspicionDoesNotDependOnHowOftenTimePasses() {
        final FailureDetector often = detector(0);
        final WatchedPeer seldom = watched(0);
        final long afterNs = seldom.dies().suspectedAfter(HOUR);
        long nowNs = 0;
        while (!often.isSuspicious(nowNs)) {
            if (often.dueCheck() != FailureDetector.NO_CHECK) {
                often.checkSent();
            }
            nowNs += MS / 4;
        }
        assertEquals(0, (afterNs - nowNs) / MS);
    }

    @Test
    void anAnswerToNoCheckTeachesNothing() {
        final WatchedPeer peer = watched(0);
        peer.pass(100 * HEARTBEAT);
        peer.detector.onUnhealthy(peer.nowNs());
        assertFalse(peer.detector.onCheckAnswered(FailureDetector.NO_CHECK, peer.nowNs()));
        assertFalse(peer.detector.onCheckAnswered(Long.MAX_VALUE, peer.nowNs()));
        assertFalse(peer.detector.onCheckAnswered(-1, peer.nowNs()));
        assertFalse(peer.detector.onCheckRejected(Long.MIN_VALUE, peer.nowNs()));
        assertTrue(peer.detector.isSuspicious(peer.nowNs()));
    }

    @Test
    void watchingAllocatesNothing() {
        final WatchedPeer peer = watched(0);
        watch(peer);
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        watch(peer);
        assertEquals(0, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static void watch(final WatchedPeer peer) {
        for (int i = 0; i < 20_000; i++) {
            peer.pass(HEARTBEAT);
            peer.detector.onConnectionLost(peer.nowNs());
            peer.detector.onUnhealthy(peer.nowNs());
            peer.detector.isSuspicious(peer.nowNs());
            if (i % 100 == 0) {
                peer.detector.restart(peer.nowNs());
            }
        }
    }
}
