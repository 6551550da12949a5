package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same scenarios with processes, killed and stopped by their ids, and cut off by a relay. */
@Timeout(400)
class ProcessPlayTest {
    private static final String SHORT = "1s..2s";
    private static final String LONG = "6s..7s";     // no stall of this machine outlasts it
    private static final String STRUCK = """
            version = 1
            length = "9s"
            [cluster]
            heartbeat = "100ms"
            election-timeout = "%s"
            detector.link = "%s"
            [load]
            rate = 50
            [[step]]
            at = "1s"
            %s
            target = "leader"
            for = "4s"
            [expect]
            elections-min = 1
            """;

    @Test
    void aProcessThatIsKilledTakesNoAcknowledgedWriteWithItAndLeavesNoChild() {
        final Set<ProcessHandle> before = children();

        final Performance performance = assertGood(LONG, "tcp", "fault = \"kill9\"");

        assertTrue(performance.streamEndNs() > 0, String.join("\n", performance.lines()));
        // A word may wait in a socket while the link's end is seen: no order between these two.
        final long lastHeardNs = performance.addTo(Trial.of("", Map.of(), 0, 0))
                .get(Measure.LAST_HEARD_NS).orElseThrow();
        assertTrue(lastHeardNs < performance.failoverNs());
        assertNoneBut(before);
    }

    @Test
    void aProcessThatIsStoppedWakesAmongItsSuccessors() {
        assertGood(SHORT, "none", "fault = \"pause\"");
    }

    @Test
    void aLeaderThatIsCutOffFromTheOthersFollowsTheirLeaderOnceItHearsThem() {
        assertGood(SHORT, "tcp", "fault = \"partition\"");
    }

    @Test
    void aLeaderThatTheOthersDoNotHearIsSucceeded() {
        assertGood(SHORT, "none", "fault = \"one-way\"");
    }

    @Test
    void aLeaderOfWhomHardlyAnythingComesThroughIsSucceeded() {
        assertGood(SHORT, "none", "fault = \"lossy-link\"\nshare = 0.98");
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    /** One that another test began may end meanwhile. */
    private static void assertNoneBut(final Set<ProcessHandle> before) {
        final Set<ProcessHandle> added = children();
        added.removeAll(before);
        assertEquals(Set.of(), added);
    }

    private static Performance assertGood(final String timeouts, final String link,
            final String fault) {
        final Performance performance = assertGood(ScenarioFile.parse("struck", "struck",
                STRUCK.formatted(timeouts, link, fault)));
        assertTrue(performance.failoverNs() > 0);
        return performance;
    }

    private static Performance assertGood(final Scenario scenario) {
        try (Ground ground = Grounds.processes(scenario)) {
            final Performance performance = new Play(scenario, ground).run();

            assertTrue(performance.isGood(), String.join("\n", performance.lines()));
            return performance;
        }
    }

    /** They wait so long before they miss a leader that only an order can have it succeeded. */
    @Test
    void aLeaderHandsOverWhenAskedAfterAStandbyHasBeenSlow() {
        final Scenario scenario = ScenarioFile.parse("asked", "asked", """
                version = 1
                length = "9s"
                [cluster]
                heartbeat = "100ms"
                election-timeout = "6s..7s"
                [load]
                rate = 50
                [[step]]
                at = "500ms"
                fault = "slow-node"
                by = "90ms"
                target = "standby"
                for = "1500ms"
                [[step]]
                at = "2500ms"
                fault = "transfer"
                target = "leader"
                [expect]
                elections-min = 1
                """);

        assertGood(scenario);
    }

    /** By more than a driver and its clients wait for each other's word. */
    @Test
    void aWallClockThatIsSetByMinutesEndsNoProcess() {
        assumeTrue(WallClock.library() != null, "libfaketime is not there");
        assertGood(ScenarioFile.parse("set", "set", """
                version = 1
                length = "4s"
                [cluster]
                heartbeat = "100ms"
                election-timeout = "6s..7s"
                [load]
                rate = 50
                [[step]]
                at = "500ms"
                fault = "clock-step"
                by = "300s"
                target = "standby"
                [expect]
                end = "GREEN"
                elections-max = 0
                """));
    }

    @Test
    void whatCannotBeDoneToAProcessIsRefusedBeforeAnyIsStarted() {
        final Set<ProcessHandle> before = children();
        final Scenario scenario = ScenarioFile.parse("stall", "stall",
                STRUCK.formatted(SHORT, "none", "fault = \"disk-stall\""));

        final String message = assertThrows(BadInputException.class,
                () -> Grounds.processes(scenario)).getMessage();

        assertTrue(message.startsWith("fault disk-stall cannot be done to a process"), message);
        assertNoneBut(before);
    }
}
