package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
    private static final String HEAD = "version = 1\n[cluster]\nnodes = 3\n";

    @Test
    void aFileSaysWhatIsDoneToWhomAndWhatIsExpected() {
        final Scenario scenario = parse(HEAD + """
                observers = 1
                touched-heap = "256MiB"
                jvm = "-XX:TieredStopAtLevel=1 -Xss1m"
                heartbeat = "20ms"
                check.interval = "70ms"
                [[step]]
                at = "2s"
                fault = "lossy-link"
                target = ["leader", 4]
                share = 0.5
                for = "500ms"
                [[step]]
                at = "3s"
                rate = 900
                [expect]
                end = "yellow"
                elections-max = 2
                """);

        assertEquals(4, scenario.members());
        assertEquals(new MemberJvm(256 << 20, List.of("-XX:TieredStopAtLevel=1", "-Xss1m")),
                scenario.jvm());
        assertEquals("70ms", scenario.settings().get("check.interval"));
        assertEquals(20_000_000, scenario.config().timing().heartbeatNs());
        final Step.Strike strike = (Step.Strike) scenario.steps().get(0);
        assertEquals(Fault.LOSSY_LINK, strike.fault());
        assertEquals(List.of("leader", "4"), strike.targets());
        assertEquals(0.5, strike.by().share());
        assertEquals(500_000_000, strike.forNs());
        assertEquals(new Step.Rate(3_000_000_000L, 900), scenario.steps().get(1));
        assertEquals(2, scenario.expected().electionsMax());
    }

    @Test
    void allThatComeWithQuorateAreSound() {
        for (final String name : Scenarios.NAMES) {
            assertEquals(name, Scenarios.of(name).name());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "heartbaet = '20ms'                      | line 4: heartbaet is not a known key",
        "heartbeat = '20'                        | line 4: heartbeat = 20 must be a whole number",
        "heartbeat = '2s'                        | line 4: heartbeat = 2s must be shorter than",
        "observers = 11                          | line 4: observers must be a whole number from 0",
        "touched-heap = '1MiB'                   | line 4: touched-heap must be whole MiB, 16MiB",
        "touched-heap = '20000KiB'               | line 4: touched-heap must be whole MiB, 16MiB",
        "touched-heap = '4096MiB'                | line 4: touched-heap must be whole MiB, 16MiB",
        "jvm = '-Xss1m XX:x'                     | line 4: jvm must be flags of a JVM, with spaces",
        "directory = 'x'                         | line 4: directory is the runner's to choose",
        "[laod]                                  | line 4: laod is not a key of a scenario; did yo",
        "[load]~rate = 0                         | line 5: rate must be a whole number from 1",
        "[load]~rates = 9                        | line 5: rates is not a key of [load]; did you m",
        "[load]~call-timeout = '0'               | line 5: call-timeout must be more than 0",
        "[[step]]~fault = 'crash'                | line 4: at is missing",
        "[[step]]~at = '1s'                      | line 5: at begins a step that must have one of",
        "[[step]]~at = '1s'~fault = 'crush'      | line 6: fault fault must be one of crash, kill9",
        "[[step]]~at = '1s'~fault = 'crash'      | line 4: target is missing",
        "[[step]]~at='1s'~fault='crash'~target='laeder'   | line 7: target is nobody: \"laeder\"",
        "[[step]]~at='1s'~fault='crash'~target='observer' | line 7: target cannot be: there is no",
        "[[step]]~at='1s'~fault='crash'~target=7 | line 7: target is member 7, and there are mem",
        "[[step]]~at='1s'~fault='pause'~target=1~share=1  | line 8: share is not a key of [step]",
        "[[step]]~at = '1s'~mend = 'leader'      | line 6: mend is \"leader\", whom no step before",
        "[[step]]~at = '1min'~rate = 9           | line 5: at is not before the end",
        "[expect]~end = 'BLUE'                   | line 5: end must be GREEN, YELLOW or RED",
        "[expect]~end = BLUE                     | line 5: is no TOML"
    })
    void whatIsWrongIsToldWithItsLineAndKey(final String text, final String told) {
        final BadInputException wrong = assertThrows(BadInputException.class,
                () -> parse(HEAD + text.replace('~', '\n').replace('\'', '"') + "\n"));

        assertTrue(wrong.getMessage().contains(told), wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"partition", "one-way", "lossy-link", "transfer"})
    void whatNeedsAnotherMemberIsRefusedWithOneNode(final String fault) {
        final BadInputException wrong = assertThrows(BadInputException.class,
                () -> parse("version = 1\n[cluster]\nnodes = 1\n[[step]]\nat = \"1s\"\nfault = \""
                        + fault + "\"\ntarget = \"leader\"\n"));

        assertTrue(wrong.getMessage().endsWith("line 6: fault cannot be: fault " + fault
                + " needs two members at least, and there is one: raise nodes, or choose another"
                + " fault"), wrong.getMessage());
    }

    @Test
    void aVersionIsAskedFor() {
        final BadInputException wrong = assertThrows(BadInputException.class,
                () -> parse("title = \"none\"\n"));

        assertTrue(wrong.getMessage().contains("line 1: version is missing; this Quorate reads"),
                wrong.getMessage());
    }

    private static Scenario parse(final String text) {
        return ScenarioFile.parse("a", "a.toml", text);
    }
}
