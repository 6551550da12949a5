package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same scenarios with members of this JVM, in real time. */
@Timeout(240)
class RigPlayTest {
    /** How late anybody was served is measured in virtual time: here the host may stand still. */
    @Test
    void overloadTripsABreakerAndDeposesNobody() {
        final Scenario scenario = ScenarioFile.parse("overload", "overload", """
                version = 1
                length = "4s"
                [cluster]
                durability = "fsync"
                election-timeout = "6s..7s"
                breaker.in-flight = "4KiB"
                max-command = "1KiB"
                [load]
                rate = 50
                [[step]]
                at = "1s"
                rate = 30000
                [[step]]
                at = "1500ms"
                rate = 50
                [expect]
                elections-max = 0
                refused-by = "in-flight"
                """);
        try (Ground ground = Grounds.inProcess(scenario, 1)) {
            final Performance performance = new Play(scenario, ground).run();

            assertTrue(performance.isGood(), String.join("\n", performance.lines()));
        }
    }

    /** Everybody follows and has applied the same in the end; when the load ends, need not yet. */
    @ParameterizedTest
    @ValueSource(strings = {"crash", "pause", "partition", "one-way", "disk-stall", "slow-node",
        "clock-step", "transfer", "lossy-link"})
    void noFaultOfALeaderCostsAnAcknowledgedWrite(final String fault) {
        final Scenario scenario = ScenarioFile.parse(fault, fault, """
                version = 1
                length = "6s"
                [cluster]
                transport = "loopback"
                storage = "mapped"
                segment = "1MiB"
                [load]
                rate = 100
                [[step]]
                at = "1s"
                fault = "%s"
                target = "leader"
                for = "2500ms"
                """.formatted(fault));

        try (Ground ground = Grounds.inProcess(scenario, 1)) {
            final Performance performance = new Play(scenario, ground).run();

            assertTrue(performance.isGood(), String.join("\n", performance.lines()));
            final Trial trial = performance.addTo(Trial.of("", Map.of(), 0, 0));
            assertTrue(!fault.equals("crash") || trial.get(Measure.LAST_HEARD_NS).isPresent(),
                    "who succeeds the dead has heard it");
        }
    }
}
