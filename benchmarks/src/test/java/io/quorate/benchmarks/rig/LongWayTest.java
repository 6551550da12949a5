package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.load.ClosedLoop;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LongWayTest {
    private static final int ROUND_TRIP_MS = 20;
    private static final int WINDOW = 64;

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "aeron-udp"})
    void aCommitTakesARoundTripAndAWindowSharesIt(final String transport) {
        final RigConfig config = Rigs.config("transport", transport,
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "2000");
        try (ClusterRig rig = ClusterRig.launch(config, LongWay.of(ROUND_TRIP_MS));
                LeaderPipe pipe = new LeaderPipe(rig, WINDOW)) {
            final ClosedLoop client = new ClosedLoop(pipe, WINDOW, config.payload());
            final long fromNs = System.nanoTime();
            client.complete(10 * WINDOW);
            client.drain();
            final long tookNs = System.nanoTime() - fromNs;

            assertTrue(client.latencyNs().getMinValue()
                    >= 0.99 * TimeUnit.MILLISECONDS.toNanos(ROUND_TRIP_MS),
                    "a commit took " + client.latencyNs().getMinValue() + " ns");
            assertTrue(tookNs < 10 * WINDOW * TimeUnit.MILLISECONDS.toNanos(ROUND_TRIP_MS),
                    "all of them took " + tookNs + " ns, as if each had waited for the one before");
            rig.verify();
        }
    }

    @Test
    void withoutARoundTripNothingIsInTheWay() {
        assertSame(Fitting.BARE, LongWay.of(0));
    }

    @Test
    void aWayBackInTimeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LongWay.of(-1));
    }
}
