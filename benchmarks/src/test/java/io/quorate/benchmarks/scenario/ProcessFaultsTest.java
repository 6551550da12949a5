package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.BadInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFaultsTest {
    @ParameterizedTest
    @CsvSource({"disk-stall, none of its disks", "clock-step, libfaketime"})
    void whatTheHostDoesNotAllowIsRefusedWithTheReasonAndAWayOut(final String fault,
            final String reason) {
        final String message = assertThrows(BadInputException.class,
                () -> ProcessFaults.requirePossible(scenario(fault), false)).getMessage();

        assertTrue(message.startsWith("fault " + fault + " cannot be done to a process: "),
                message);
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains("leave out --processes"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "kill9", "pause", "partition", "one-way", "slow-node",
        "clock-step", "transfer", "lossy-link"})
    void allElseIsDone(final String fault) {
        assertDoesNotThrow(() -> ProcessFaults.requirePossible(scenario(fault), true));
    }

    private static Scenario scenario(final String fault) {
        return ScenarioFile.parse(fault, fault, """
                version = 1
                [[step]]
                at = "1s"
                fault = "%s"
                target = "leader"
                """.formatted(fault));
    }
}
