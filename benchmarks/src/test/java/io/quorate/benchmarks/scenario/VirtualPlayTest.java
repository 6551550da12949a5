package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios in virtual time. */
class VirtualPlayTest {
    static List<String> shipped() {
        return Scenarios.NAMES;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatComesWithQuorateGoesAsExpected(final String name) {
        final Performance performance = play(Scenarios.of(name), 1);

        assertTrue(performance.isGood(), String.join("\n", performance.lines()));
    }

    @Test
    void oneSeedIsOnePerformance() {
        final Scenario scenario = Scenarios.of("leader-lost");

        final Performance first = play(scenario, 3);

        assertEquals(first.lines(), play(scenario, 3).lines());
        assertFalse(first.lines().equals(play(scenario, 4).lines()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill9", "pause", "partition", "one-way", "lossy-link", "disk-stall",
        "slow-node", "clock-step", "transfer"})
    void noFaultOfALeaderCostsAnAcknowledgedWrite(final String fault) {
        final Performance performance = play(ScenarioFile.parse(fault, fault, """
                version = 1
                length = "6s"
                [[step]]
                at = "1s"
                fault = "%s"
                target = "leader"
                for = "2500ms"
                [expect]
                end = "GREEN"
                served-in-end = true
                """.formatted(fault)), 1);

        assertTrue(performance.isGood(), String.join("\n", performance.lines()));
    }

    /** Whatever its clock began with: the rest of its timeout runs from the leader's last word. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoSuspectsALeaderHasNotHeardItForAnElectionTimeout(final long seed) {
        final Performance performance = play(ScenarioFile.parse("lost", "lost", """
                version = 1
                length = "4s"
                [cluster]
                heartbeat = "50ms"
                election-timeout = "500ms..1s"
                [[step]]
                at = "1s"
                fault = "crash"
                target = "leader"
                """), seed);
        final Trial trial = performance.addTo(Trial.of("", Map.of(), 0, 0));
        final long lastNs = trial.get(Measure.LAST_HEARD_NS).getAsLong();
        final long silentNs = trial.get(Measure.DETECT_NS).getAsLong() - lastNs;

        assertTrue(lastNs > -60_000_000 && lastNs < 10_000_000, "last heard at " + lastNs);
        assertTrue(silentNs >= 499_000_000 && silentNs < 1_010_000_000, "silent for " + silentNs);
    }

    @Test
    void aStrikeWaitsUntilSomebodyIsThereToBeStruck() {
        final Performance performance = play(ScenarioFile.parse("twice", "twice", """
                version = 1
                length = "12s"
                [cluster]
                nodes = 5
                [[step]]
                at = "1s"
                fault = "crash"
                target = "leader"
                for = "8s"
                [[step]]
                at = "1010ms"
                fault = "crash"
                target = "leader"
                for = "8s"
                [expect]
                elections-min = 2
                end = "GREEN"
                """), 1);

        assertTrue(performance.isGood(), String.join("\n", performance.lines()));
    }

    @Test
    void aStrikeForWhichNobodyEverCameIsAnError() {
        final Scenario scenario = ScenarioFile.parse("never", "never", """
                version = 1
                length = "6s"
                [[step]]
                at = "1s"
                fault = "crash"
                target = ["leader", "standby"]
                for = "1min"
                [[step]]
                at = "2s"
                fault = "crash"
                target = "leader"
                """);

        final String message =
                assertThrows(IllegalStateException.class, () -> play(scenario, 1)).getMessage();

        assertTrue(message.startsWith("nobody is there to be struck as leader"), message);
    }

    @Test
    void whatWasNotExpectedIsNamed() {
        final Performance performance = play(ScenarioFile.parse("calm", "calm", """
                version = 1
                length = "2s"
                [expect]
                worst = "RED"
                elections-min = 1
                """), 1);

        assertFalse(performance.isGood());
        final String all = String.join("\n", performance.lines());
        assertTrue(all.contains("FAILED  health was GREEN at worst, expected RED"), all);
        assertTrue(all.contains("FAILED  leaders elected: 0, expected at least 1"), all);
        assertTrue(all.contains("ok      no acknowledged write is lost"), all);
    }

    private static Performance play(final Scenario scenario, final long seed) {
        try (Ground ground = Grounds.virtual(scenario, seed)) {
            return new Play(scenario, ground).run();
        }
    }
}
