package io.quorate.results;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    private static final double RATE_MET = 0.99;

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

    /** The parameters that tell some series of a benchmark from each other. */
    static Set<String> varying(final String benchmark, final List<Series> all) {
        final List<SortedMap<String, String>> params = all.stream()
                .filter(series -> series.benchmark().equals(benchmark))
                .map(Series::params)
                .toList();
        final Set<String> names = new TreeSet<>();
        params.forEach(each -> names.addAll(each.keySet()));
        names.removeIf(name -> params.stream()
                .map(each -> each.getOrDefault(name, "")).distinct().count() == 1);
        return names;
    }

    /** Only some of the parameters. */
    SortedMap<String, String> params(final Set<String> names) {
        final SortedMap<String, String> some = new TreeMap<>(params);
        some.keySet().retainAll(names);
        return some;
    }

    /** {@code name=value} of some parameters, for a table. */
    static String text(final Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(" "));
    }

    /**
     * Whether this is the rate that an open loop achieved and it is below 99 % of the rate that was
     * asked for.
     */
    public boolean missedItsRate() {
        final String rate = params.getOrDefault("rate", "");
        return metric.unit() == Metric.Unit.OPS_PER_SECOND && rate.matches("\\d+")
                && observations.quantile(0.5) < RATE_MET * Double.parseDouble(rate);
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
