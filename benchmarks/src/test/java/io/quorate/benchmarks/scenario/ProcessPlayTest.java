package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same scenarios with processes, killed and stopped by their ids, and cut off by a relay. */
@Timeout(400)
class ProcessPlayTest {
    private static final String STRUCK = """
            version = 1
            length = "9s"
            [cluster]
            heartbeat = "100ms"
            election-timeout = "1s..2s"
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
        final long children = ProcessHandle.current().children().count();

        final Performance performance = assertGood("tcp", "fault = \"kill9\"");

        assertTrue(performance.streamEndNs() > 0, String.join("\n", performance.lines()));
        assertEquals(children, ProcessHandle.current().children().count());
    }

    @Test
    void aProcessThatIsStoppedWakesAmongItsSuccessors() {
        assertGood("none", "fault = \"pause\"");
    }

    @Test
    void aLeaderThatIsCutOffFromTheOthersFollowsTheirLeaderOnceItHearsThem() {
        assertGood("tcp", "fault = \"partition\"");
    }

    @Test
    void aLeaderThatTheOthersDoNotHearIsSucceeded() {
        assertGood("none", "fault = \"one-way\"");
    }

    @Test
    void aLeaderOfWhomHardlyAnythingComesThroughIsSucceeded() {
        assertGood("none", "fault = \"lossy-link\"\nshare = 0.98");
    }

    private static Performance assertGood(final String link, final String fault) {
        final Scenario scenario =
                ScenarioFile.parse("struck", "struck", STRUCK.formatted(link, fault));
        try (Ground ground = Grounds.processes(scenario)) {
            final Performance performance = new Play(scenario, ground).run();

            assertTrue(performance.isGood(), String.join("\n", performance.lines()));
            assertTrue(performance.failoverNs() > 0);
            return performance;
        }
    }

    @Test
    void whatCannotBeDoneToAProcessIsRefusedBeforeAnyIsStarted() {
        final Scenario scenario = ScenarioFile.parse("stall", "stall",
                STRUCK.formatted("none", "fault = \"disk-stall\""));

        final String message = assertThrows(BadInputException.class,
                () -> Grounds.processes(scenario)).getMessage();

        assertTrue(message.startsWith("fault disk-stall cannot be done to a process"), message);
    }
}
