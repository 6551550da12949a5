package io.quorate.benchmarks.load;

import io.quorate.benchmarks.noise.NoiseProfiler;
import io.quorate.results.RunPart;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Hands the latencies of each measured iteration to the run's folder, and those of every one to
 * {@link LatencyProfiler}.
 */
public final class LoopRecorder implements AutoCloseable {
    private final RunPart part = RunPart.ofThisJvm();
    private final String name;

    /** For one benchmark with its parameters, which name the log. */
    public LoopRecorder(final String benchmark, final BenchmarkParams params) {
        name = Params.name(benchmark, Params.of(params));
    }

    /** Records an iteration's latencies, in nanoseconds. */
    public void record(final Histogram latencyNs, final IterationParams iteration) {
        LatencyProfiler.show(latencyNs);
        NoiseProfiler.show(name);
        if (iteration.getType() == IterationType.MEASUREMENT) {
            part.record(name, "", latencyNs);
        }
    }

    @Override
    public void close() {
        part.close();
    }
}
