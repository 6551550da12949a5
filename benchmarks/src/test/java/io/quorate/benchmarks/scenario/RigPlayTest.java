package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same scenarios with members of this JVM, in real time. */
@Timeout(120)
class RigPlayTest {
    @Test
    void overloadTripsABreakerAndDeposesNobody() {
        final Scenario scenario = Scenarios.of("overload");
        try (Ground ground = Grounds.inProcess(scenario, 1)) {
            final Performance performance = new Play(scenario, ground).run();

            assertTrue(performance.isGood(), String.join("\n", performance.lines()));
        }
    }

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
                [expect]
                end = "GREEN"
                """.formatted(fault));

        try (Ground ground = Grounds.inProcess(scenario, 1)) {
            final Performance performance = new Play(scenario, ground).run();

            assertTrue(performance.isGood(), String.join("\n", performance.lines()));
        }
    }
}
