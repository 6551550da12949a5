package io.quorate.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long STALL_NS = 200_000_000;

    @Test
    void commandsComeAtTheirRate() {
        final OpenLoop loop = new OpenLoop(new StallingPipe(Long.MAX_VALUE, 0), 100_000, 1024, 32);
        final long startNs = System.nanoTime();          // before the schedule begins, not after
        loop.beginInterval();
        loop.complete(5000);
        final long passedNs = System.nanoTime() - startNs;
        assertTrue(passedNs >= 49_990_000, passedNs + " ns for what takes 50 ms");
        assertTrue(loop.latencyNs().getTotalCount() >= 5000);
    }

    @Test
    void aStallHasAllItsVictims() {
        final OpenLoop open = new OpenLoop(new StallingPipe(1000, STALL_NS), 10_000, 1024, 32);
        open.beginInterval();
        open.complete(4000);
        open.drain();
        // 2000 commands were due in those 200 ms, and the first of them waited all the time
        assertTrue(open.latencyNs().getMaxValue() > 0.95 * STALL_NS);
        assertTrue(open.latencyNs().getCountBetweenValues(STALL_NS / 2, Long.MAX_VALUE) > 900);
    }

    @Test
    void whatIsDueBeyondItsRoomIsLateAndSaysSo() {
        final OpenLoop open = new OpenLoop(new StallingPipe(1000, STALL_NS), 10_000, 16, 32);
        open.beginInterval();
        open.complete(4000);
        open.drain();
        assertTrue(open.latencyNs().getCountBetweenValues(STALL_NS / 2, Long.MAX_VALUE) > 900);
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new OpenLoop(new StallingPipe(1, 1), 0, 16, 32));
    }
}
