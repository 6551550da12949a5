package io.quorate.detector;

import static io.quorate.detector.WatchedPeer.HEARTBEAT;
import static io.quorate.detector.WatchedPeer.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.detector.WatchedPeer.Answer;
import org.junit.jupiter.api.Test;

class AnyOfTest extends FailureDetectorContract {
    @Override
    FailureDetector detector(final long nowNs) {
        return new AnyOf(nowNs, new PhiAccrual(HEARTBEAT, 0, 8, nowNs),
                new LeaderCheck(100 * MS, 200 * MS, 3, nowNs),
                new RttAdaptive(HEARTBEAT, 3, 70 * MS, 300 * MS, nowNs));
    }

    /** As the quickest of them. */
    @Override
    long worstCaseNs() {
        return 3 * HEARTBEAT;
    }

    @Test
    void theFirstToSuspectDecides() {
        final WatchedPeer deaf = new WatchedPeer(detector(0), 0);
        deaf.pass(1000 * MS);
        deaf.answer = Answer.NONE;
        assertTrue(deaf.suspectedAfter(2000 * MS) > 3 * HEARTBEAT);
    }

    @Test
    void eachAnswerFindsTheDetectorThatAsked() {
        final LeaderCheck first = new LeaderCheck(10 * MS, 20 * MS, 3, 0);
        final LeaderCheck second = new LeaderCheck(10 * MS, 20 * MS, 3, 0);
        final AnyOf both = new AnyOf(0, first, second);
        both.isSuspicious(10 * MS);
        final long one = both.dueCheck();
        both.checkSent();
        final long other = both.dueCheck();
        both.checkSent();
        assertEquals(FailureDetector.NO_CHECK, both.dueCheck());
        assertTrue(both.onCheckRejected(other, 11 * MS));
        assertTrue(both.onCheckAnswered(one, 11 * MS));
        assertEquals(0, first.failures());
        assertEquals(1, second.failures());
    }

    @Test
    void anyOfNoneCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new AnyOf(0));
    }
}
