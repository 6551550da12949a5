package io.quorate.benchmarks.noise;

import io.quorate.benchmarks.load.Params;
import io.quorate.results.Disturbance;
import io.quorate.results.IterationNoise;
import io.quorate.results.NoiseMeter;
import io.quorate.results.RunPart;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Notes what disturbed each iteration in the run's {@code noise.csv}. JMH makes one in every fork;
 * outside of a recorded run it does nothing. It adds nothing to JMH's own results.
 */
public final class NoiseProfiler implements InternalProfiler {
    private static volatile String latestLog = "";

    private final RunPart part = RunPart.ofThisJvm();
    private NoiseMeter.Moment start;
    private int iterations;

    /** Made by JMH. */
    public NoiseProfiler() {
    }

    /** Says which histogram log the iteration under way goes into. */
    public static void show(final String log) {
        latestLog = log;
    }

    @Override
    public String getDescription() {
        return "What disturbed each iteration: steal, pressure, switches, GC, JIT, hiccups";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
        latestLog = "";
        if (part.isRecording()) {
            start = NoiseMeter.ofThisJvm().now();
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(final BenchmarkParams benchmark,
            final IterationParams iteration, final IterationResult result) {
        if (start != null) {
            final Disturbance disturbance = NoiseMeter.ofThisJvm().since(start);
            part.record(IterationNoise.of(benchmark.getBenchmark(), Params.of(benchmark),
                    iterations++, iteration.getType() == IterationType.WARMUP, latestLog,
                    disturbance));
        }
        return List.of();
    }
}
