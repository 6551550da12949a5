package io.quorate.benchmarks.cli;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One invocation of JMH as a part of a quick run.
 *
 * @param title      what it measures, for the line of progress
 * @param benchmark  which benchmark, by a pattern
 * @param params     the parameters that are not at their defaults
 * @param forks      JVMs, each with a cluster of its own
 * @param warmups    iterations in each before those that count
 * @param iterations iterations, or trials, in each
 * @param seconds    how long an iteration takes; of a trial, about
 */
record Stage(String title, String benchmark, Map<String, List<String>> params, int forks,
        int warmups, int iterations, double seconds) {
    private static final double START_SECONDS = 2;     // of a JVM and its cluster

    /** Iterations of all kinds, in all forks and with all parameters. */
    int allIterations() {
        return combinations() * forks * (warmups + iterations);
    }

    /** How long it should take. */
    int allSeconds() {
        return (int) Math.ceil(combinations() * forks * START_SECONDS + allIterations() * seconds);
    }

    private int combinations() {
        return params.values().stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
    }

    /** What JMH is told. */
    Options options() {
        final ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark)
                .forks(forks)
                .warmupIterations(warmups)
                .measurementIterations(iterations)
                .warmupTime(time())
                .measurementTime(time());
        params.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return options.build();
    }

    private TimeValue time() {
        return TimeValue.milliseconds(Math.round(seconds * 1000));
    }
}
