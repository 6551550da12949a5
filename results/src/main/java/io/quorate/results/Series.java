package io.quorate.results;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One metric of one benchmark with one set of parameters, as a run observed it.
 *
 * @param benchmark    JMH's full name.
 * @param params       JMH's parameters.
 * @param metric       what was observed.
 * @param observations the observations, in nanoseconds or operations per second.
 */
public record Series(
        String benchmark,
        SortedMap<String, String> params,
        Metric metric,
        Observations observations) {

    public Series {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /**
     * {@code io.quorate.benchmarks.FailoverTimeBenchmark.failover} is {@code
     * FailoverTime.failover}.
     */
    public String title() {
        final int method = benchmark.lastIndexOf('.');
        final int type = benchmark.lastIndexOf('.', method - 1);
        return benchmark.substring(type + 1).replaceFirst("Benchmark(?=\\.|$)", "");
    }

    /** A quantile if there are observations enough to speak of it, else the reason. */
    public Quantile quantile(final double q) {
        final long n = observations.n();
        final boolean supported = metric.isAverage() || n >= Quantile.needed(q);
        return new Quantile(
                q, n,
                supported ? OptionalDouble.of(observations.quantile(q))
                        : OptionalDouble.empty(),
                observations.max());
    }
}
