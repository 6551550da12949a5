package io.quorate.benchmarks.micro;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks of single parts check what they did, and fail where it is not so. */
class PartsTest {
    @ParameterizedTest
    @ValueSource(strings = {"CoreStep", "Crc", "Frame", "HandOff", "Log", "LogLength", "LogSync",
        "Opening", "Quorum", "Session", "SnapshotFile", "TermLookup"})
    void eachRunsAndItsOwnChecksHold(final String name) throws RunnerException {
        final var results = new Runner(new OptionsBuilder()
                .include("\\." + name + "Benchmark\\.").forks(0).warmupIterations(0)
                .measurementIterations(1).measurementTime(TimeValue.milliseconds(20))
                .param("sessions", "1000").param("mebibytes", "1").param("payload", "32")
                .param("entries", "1000")
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).build()).run();

        assertTrue(results.size() >= 2, "a figure and its baseline, not " + results.size());
        results.forEach(result -> assertTrue(result.getPrimaryResult().getScore() > 0,
                result.getParams()::id));
    }
}
