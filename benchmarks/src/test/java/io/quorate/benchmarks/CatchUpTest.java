package io.quorate.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

@Timeout(120)
class CatchUpTest {
    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void whoWasAwayHasAllThatTheOthersHaveInTheEnd(final String threading)
            throws RunnerException {
        final var results = new Runner(options().param("threading", threading).build()).run();

        assertEquals(2, results.size(), "a figure and its baseline");
        results.forEach(result -> assertTrue(result.getPrimaryResult().getScore() > 0));
    }

    @Test
    void whereNoMajorityIsLeftWithoutAFollowerNoneGoesAway() {
        assertThrows(RunnerException.class,
                () -> new Runner(options().param("nodes", "2").build()).run());
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder().include("\\.CatchUpBenchmark\\.").forks(0).warmupIterations(0)
                .measurementIterations(2).param("transport", "loopback").param("storage", "mapped")
                .param("behind", "20000").shouldFailOnError(true).verbosity(VerboseMode.SILENT);
    }
}
