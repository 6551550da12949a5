package io.quorate.benchmarks.cli;

import io.quorate.results.Bar;
import io.quorate.results.Metric;
import io.quorate.results.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Holds a run against the bars of docs/PERFORMANCE.md, those that it has both figures for. */
final class Bars {
    private static final String COMMIT = "CommitThroughput.commit";
    private static final String FLOOR = "Floor.floor";
    private static final Figure FLOOR_AT_1 = new Figure(FLOOR, at(1, Map.of()));
    private static final Figure FLOOR_AT_1024 = new Figure(FLOOR, at(1024, Map.of()));
    private static final Figure MAPPED_AT_1 = commits("mapped", "page-cache", 1);
    private static final Figure MAPPED_AT_1024 = commits("mapped", "page-cache", 1024);
    private static final Figure CHRONICLE_AT_1024 = commits("chronicle", "page-cache", 1024);

    private static final List<Rule> RULES = List.of(
            new Rule("throughput by the floor's, mapped log, window 1024", Statistic.RATE,
                    MAPPED_AT_1024, FLOOR_AT_1024, true, 0.5),
            new Rule("p50 by the floor's, mapped log, window 1", Statistic.P50, MAPPED_AT_1,
                    FLOOR_AT_1, false, 1.6),
            new Rule("p99 by the floor's, mapped log, window 1", Statistic.P99, MAPPED_AT_1,
                    FLOOR_AT_1, false, 3),
            new Rule("throughput of Chronicle by the mapped log's, window 1024", Statistic.RATE,
                    CHRONICLE_AT_1024, MAPPED_AT_1024, true, 0.8),
            new Rule("p50 of Chronicle by the mapped log's, window 1", Statistic.P50,
                    commits("chronicle", "page-cache", 1), MAPPED_AT_1, false, 1.3),
            new Rule("throughput of fsync by page-cache, mapped log, window 1024", Statistic.RATE,
                    commits("mapped", "fsync", 1024), MAPPED_AT_1024, true, 0.4),
            new Rule("throughput of fsync by page-cache, Chronicle, window 1024", Statistic.RATE,
                    commits("chronicle", "fsync", 1024), CHRONICLE_AT_1024, true, 0.4),
            new Rule("linearizable reads at the leader by commits, window 1024", Statistic.RATE,
                    new Figure("Read.read", Map.of("window", "1024", "level", "linearizable",
                            "member", "leader")),
                    new Figure(COMMIT, Map.of("window", "1024")), true, 3));

    private final List<Series> series;
    private final Function<Series, Optional<Histogram>> latencies;

    /** What is compared: of each figure the median rate, or a percentile of its latency. */
    private enum Statistic { RATE, P50, P99 }

    private record Figure(String title, Map<String, String> params) {
        boolean isOf(final Series one) {
            return one.metric().unit() == Metric.Unit.OPS_PER_SECOND && one.title().equals(title)
                    && params.entrySet().stream().allMatch(param ->
                            param.getValue().equals(one.params().get(param.getKey())));
        }
    }

    private record Rule(String what, Statistic statistic, Figure of, Figure to, boolean isAtLeast,
            double bound) {
    }

    /** Of those series, whose latencies are found so. */
    Bars(final List<Series> series, final Function<Series, Optional<Histogram>> latencies) {
        this.series = series;
        this.latencies = latencies;
    }

    private static Figure commits(final String storage, final String durability,
            final int window) {
        return new Figure(COMMIT, at(window, Map.of("storage", storage, "durability", durability,
                "nodes", "3", "observers", "0", "threading", "inline")));
    }

    private static Map<String, String> at(final int window, final Map<String, String> more) {
        final Map<String, String> params = new HashMap<>(more);
        params.putAll(Map.of("transport", "aeron-udp", "payload", "32",
                "window", Integer.toString(window)));
        return Map.copyOf(params);
    }

    /** Those that this run can speak of. */
    List<Bar> held() {
        return RULES.stream().flatMap(this::hold).toList();
    }

    private Stream<Bar> hold(final Rule rule) {
        final OptionalDouble of = value(rule.of, rule.statistic);
        final OptionalDouble to = value(rule.to, rule.statistic);
        return of.isEmpty() || to.isEmpty() ? Stream.empty() : Stream.of(new Bar(rule.what,
                rule.isAtLeast, rule.bound, of.getAsDouble() / to.getAsDouble()));
    }

    private OptionalDouble value(final Figure figure, final Statistic statistic) {
        final Optional<Series> found = series.stream().filter(figure::isOf).findFirst();
        if (found.isEmpty() || found.get().missedItsRate()) {
            return OptionalDouble.empty();
        }
        return switch (statistic) {
            case RATE -> OptionalDouble.of(found.get().observations().quantile(0.5));
            case P50 -> percentile(found.get(), 50);
            case P99 -> percentile(found.get(), 99);
        };
    }

    private OptionalDouble percentile(final Series one, final double percentile) {
        return latencies.apply(one).map(latency ->
                OptionalDouble.of((double) latency.getValueAtPercentile(percentile)))
                .orElse(OptionalDouble.empty());
    }
}
