package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarkTallyTest {
    private final PrintStream nowhere =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private final BenchmarkTally tally = new BenchmarkTally(
            OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT));

    /** One of JMH's own making, of two iterations. */
    private static BenchmarkResult measured() throws RunnerException {
        return new Runner(new OptionsBuilder().include("CrcBenchmark.checksum$").forks(0)
                .warmupIterations(0).measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(10)).param("bytes", "32")
                .verbosity(VerboseMode.SILENT).build()).runSingle().getAggregatedResult();
    }

    @Test
    void aBenchmarkWithAllItsIterationsIsNoFailure() throws RunnerException {
        ends(measured());

        assertEquals(0, tally.failed());
    }

    @Test
    void aBenchmarkThatBrokeOffHasFailedThoughJmhShowsWhatWentBefore() throws RunnerException {
        final BenchmarkResult whole = measured();
        final List<IterationResult> iterations = List.copyOf(whole.getIterationResults());

        ends(new BenchmarkResult(whole.getParams(), iterations.subList(0, 1)));
        ends(null);

        assertEquals(2, tally.failed());
    }

    private void ends(final BenchmarkResult result) throws RunnerException {
        final OutputFormat format = tally.format();
        format.startBenchmark(measured().getParams());
        format.endBenchmark(result);
    }
}
