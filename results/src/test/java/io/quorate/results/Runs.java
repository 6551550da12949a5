package io.quorate.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes run folders of known content; everything in them is drawn from a seed. */
final class Runs {
    static final String FAILOVER = "io.quorate.benchmarks.FailoverTimeBenchmark.failover";
    static final String COMMIT = "io.quorate.benchmarks.CommitThroughputBenchmark.commit";

    private static final Instant START = Instant.parse("2026-11-22T22:15:30Z");
    private static final Git COMMIT_ID =
            new Git("3f2c1ab0123456789abcdef0123456789abcdef0", "main", false);

    private final Path results;
    private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of("durability", "page-cache"));
    private Random random = new Random(1);

    Runs(final Path results) {
        this.results = results;
        fact("host", "name", "vm2.example");
        fact("host", "boot_id", "boot-1");
        fact("cpu", "model", "EPYC");
        fact("cpu", "logical_count", "2");
        fact("log_directory", "file_system", "ext4");
        fact("jvm", "version", "17.0.15");
        fact("jvm", "gc", "G1");
    }

    /** What the host of the next runs is like. */
    Runs fact(final String section, final String name, final String value) {
        facts.computeIfAbsent(section, none -> new TreeMap<>()).put(name, value);
        return this;
    }

    /** How the next runs are set. */
    Runs setting(final String name, final String value) {
        settings.put(name, value);
        return this;
    }

    Runs seed(final long seed) {
        random = new Random(seed);
        return this;
    }

    RunFolder start(final String name) {
        final Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        facts.forEach((section, of) -> copy.put(section, new TreeMap<>(of)));
        final RunPlan plan = new RunPlan(
                name, List.of("run", "Failover"), settings, 42, List.of("-Xmx1g"));
        return RunFolder.create(results, plan, new Environment(copy), COMMIT_ID, START);
    }

    /** Trials of failover around a centre, from as many JVMs as there are forks. */
    void failovers(
            final RunFolder run,
            final Map<String, String> params,
            final int forks,
            final int trials,
            final double centreMs) {
        for (int fork = 0; fork < forks; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 100 + fork)) {
                for (int i = 0; i < trials; i++) {
                    final long ns =
                            Math.round(1e6 * centreMs * Math.exp(0.02 * random.nextGaussian()));
                    part.record(Trial.of(FAILOVER, params, i, 42 + i)
                            .with(Measure.FAILOVER_NS, ns).with(Measure.DETECT_NS, ns / 2));
                }
            }
        }
    }

    /** One result of JMH, in operations per second. */
    void throughput(
            final RunFolder run,
            final Map<String, String> params,
            final int forks,
            final double centre) {
        final List<Map<String, Object>> result = List.of(Map.of(
                "benchmark", COMMIT,
                "mode", "thrpt",
                "params", params,
                "primaryMetric", Map.of("scoreUnit", "ops/s", "rawData", rawData(forks, centre))));
        Json.write(run.nextJmhFile(), result);
    }

    private double[][] rawData(final int forks, final double centre) {
        final double[][] rawData = new double[forks][5];
        for (final double[] fork : rawData) {
            for (int i = 0; i < fork.length; i++) {
                fork[i] = centre * Math.exp(0.005 * random.nextGaussian());
            }
        }
        return rawData;
    }

    /** A finished run of failovers alone. */
    Path failoverRun(final String name, final int heartbeatMs, final double centreMs) {
        final RunFolder run = start(name);
        failovers(run, params(heartbeatMs), 6, 25, centreMs);
        run.finish();
        return run.path();
    }

    static Map<String, String> params(final int heartbeatMs) {
        return Map.of(
                "heartbeatMs", Integer.toString(heartbeatMs),
                "nodes", "3",
                "durability", "page-cache");
    }

    static void overwrite(final Path file, final String text) {
        try {
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
