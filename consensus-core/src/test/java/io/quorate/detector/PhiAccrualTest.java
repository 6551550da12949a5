package io.quorate.detector;

import static io.quorate.detector.WatchedPeer.HEARTBEAT;
import static io.quorate.detector.WatchedPeer.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiAccrualTest extends FailureDetectorContract {
    @Override
    FailureDetector detector(final long nowNs) {
        return new PhiAccrual(HEARTBEAT, 0, 8, nowNs);
    }

    @Override
    long worstCaseNs() {
        return 3 * HEARTBEAT;
    }

    @ParameterizedTest
    @CsvSource({
        // phi = -log10 Q(z), from tables of the normal distribution
        "1, 1.281552", "2, 2.326348", "3, 3.090232", "5, 4.264891", "8, 5.612001", "16, 8.222082"})
    void theThresholdIsANumberOfDeviations(final double phi, final double deviations) {
        assertEquals(deviations, NormalTail.deviationsOf(phi), 1e-5);
    }

    @Test
    void regularHeartbeatsAreHeldToAQuarterOfTheirInterval() {
        final FailureDetector detector = detector(0);
        long nowNs = 0;
        for (int i = 0; i < 1000; i++) {
            nowNs += HEARTBEAT;
            detector.onHeard(nowNs);
        }
        assertEquals(HEARTBEAT * (1 + 5.612001 / 4),
                (double) (detector.deadlineNs() - nowNs), 1000);
    }

    @Test
    void heartbeatsThatComeIrregularlyBuyPatienceAndRegularOnesTakeItBack() {
        final FailureDetector detector = detector(0);
        final SplittableRandom random = new SplittableRandom(1);
        long nowNs = 0;
        for (int i = 0; i < 1000; i++) {
            nowNs += random.nextLong(HEARTBEAT / 2, 5 * HEARTBEAT / 2);
            detector.onHeard(nowNs);
        }
        final double patient = (double) (detector.deadlineNs() - nowNs);
        final double deviation = 2 * HEARTBEAT / Math.sqrt(12);
        assertEquals(1.5 * HEARTBEAT + 5.612 * deviation, patient, 0.15 * patient);
        for (int i = 0; i < 128; i++) {
            nowNs += HEARTBEAT;
            detector.onHeard(nowNs);
        }
        assertTrue(detector.deadlineNs() - nowNs < 3 * HEARTBEAT);
    }

    @Test
    void aBurstOfEntriesTeachesNoImpatience() {
        final FailureDetector detector = detector(0);
        long nowNs = 0;
        for (int i = 0; i < 1_000_000; i++) {
            nowNs += 10_000;
            detector.onHeard(nowNs);
        }
        assertFalse(detector.isSuspicious(nowNs + 2 * HEARTBEAT));
    }

    @Test
    void theForgivenPauseIsAddedAsItIs() {
        final long without = new PhiAccrual(HEARTBEAT, 0, 8, 0).deadlineNs();
        assertEquals(without + 300 * MS, new PhiAccrual(HEARTBEAT, 300 * MS, 8, 0).deadlineNs());
    }
}
