package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/** A lease is as good as the clocks: within the stated bound it holds, beyond it it does not. */
class LeaseTest {
    static final long WITHIN_PPM = 20_000;               // 4 % apart: less than the lease leaves
    private static final long BEYOND_PPM = 400_000;

    @Test
    void whileClocksKeepToTheBoundNoReadIsStale() {
        for (long seed = 1; seed <= 40; seed++) {
            Simulation.of(seed).minutes(1).leases(WITHIN_PPM).run();
        }
    }

    @Test
    void beyondTheBoundAStaleReadByLeaseIsFound() {
        for (long seed = 1; seed <= 300; seed++) {
            try {
                Simulation.of(seed).minutes(1).leases(BEYOND_PPM).run();
            } catch (final SimulationFailure failure) {
                assertTrue(failure.sentence().startsWith("I11 reads: a LEASE read"),
                        failure.sentence());
                System.out.println("found by seed " + seed + ": " + failure.sentence());
                return;
            }
        }
        fail("not found in 300 seeds");
    }
}
