package io.quorate.benchmarks.load;

import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Shows the latencies beside JMH's throughput, by {@code -prof latency}.
 *
 * <p>JMH's score is the average of the iterations' quantiles, and of their maxima the largest; the
 * quantiles of all commands together are in the run folder's histograms.
 */
public final class LatencyProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1e3;
    private static volatile Histogram latest;

    /** Made by JMH. */
    public LatencyProfiler() {
    }

    /** Leaves an iteration's latencies for the profiler, if there is one. */
    static void show(final Histogram latencyNs) {
        latest = latencyNs;
    }

    @Override
    public String getDescription() {
        return "Latency of each command of a closed loop: p50, p99, p99.9, max";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
        latest = null;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(final BenchmarkParams benchmark,
            final IterationParams iteration, final IterationResult result) {
        final Histogram histogram = latest;
        if (histogram == null || histogram.getTotalCount() == 0) {
            return List.of();
        }
        return List.of(
                quantile(histogram, "latency.p50", 50),
                quantile(histogram, "latency.p99", 99),
                quantile(histogram, "latency.p99.9", 99.9),
                new ScalarResult("latency.max", histogram.getMaxValue() / NANOS_PER_MICRO, "us",
                        AggregationPolicy.MAX));
    }

    private static ScalarResult quantile(final Histogram histogram, final String name,
            final double percentile) {
        return new ScalarResult(name,
                histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO, "us",
                AggregationPolicy.AVG);
    }
}
