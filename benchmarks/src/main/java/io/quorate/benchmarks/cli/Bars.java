package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.cli.BarRules.Figure;
import io.quorate.benchmarks.cli.BarRules.Rule;
import io.quorate.results.Bar;
import io.quorate.results.Series;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Holds a run against the bars of docs/PERFORMANCE.md, those that it has all figures for. */
final class Bars {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Series> series;
    private final Function<Series, Optional<Histogram>> latencies;

    /** Of those series, whose latencies are found so. */
    Bars(final List<Series> series, final Function<Series, Optional<Histogram>> latencies) {
        this.series = series;
        this.latencies = latencies;
    }

    /** Those that this run can speak of. */
    List<Bar> held() {
        return BarRules.ALL.stream().flatMap(this::hold).toList();
    }

    private Stream<Bar> hold(final Rule rule) {
        final OptionalDouble of = value(rule.of());
        double to = rule.to().isEmpty() ? NANOS_PER_SECOND : 0;
        for (final Figure figure : rule.to()) {
            to += value(figure).orElse(Double.NaN);
        }
        return of.isEmpty() || Double.isNaN(to) ? Stream.empty() : Stream.of(new Bar(rule.what(),
                rule.isAtLeast(), rule.bound(), of.getAsDouble() / to));
    }

    private OptionalDouble value(final Figure figure) {
        final Optional<Series> found = series.stream().filter(figure::isOf).findFirst();
        if (found.isEmpty() || found.get().missedItsRate()) {
            return OptionalDouble.empty();
        }
        final double median = found.get().observations().quantile(0.5);
        return switch (figure.statistic()) {
            case SCORE -> OptionalDouble.of(median);
            case P50 -> percentile(found.get(), 50);
            case P99 -> percentile(found.get(), 99);
            case CAUGHT_UP -> OptionalDouble.of(NANOS_PER_SECOND
                    * Long.parseLong(found.get().params().get("behind")) / median);
        };
    }

    private OptionalDouble percentile(final Series one, final double percentile) {
        return latencies.apply(one).map(latency ->
                OptionalDouble.of((double) latency.getValueAtPercentile(percentile)))
                .orElse(OptionalDouble.empty());
    }
}
