package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.load.Params;
import io.quorate.results.Bar;
import io.quorate.results.ElectionModel;
import io.quorate.results.Figures;
import io.quorate.results.Histograms;
import io.quorate.results.Measure;
import io.quorate.results.Metric;
import io.quorate.results.NoiseTable;
import io.quorate.results.Quantile;
import io.quorate.results.RecordedRun;
import io.quorate.results.Scale;
import io.quorate.results.Series;
import io.quorate.results.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The tables that end a run: elections and failovers by their quantiles, throughputs with their
 * latencies, their share of the floor, and the bars that they reach.
 */
final class Summary {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final List<String> FLOORS_KEY = List.of("transport", "payload", "window");
    private static final String LEGS = "legs";            // of the network, that a command takes
    private static final String SCENARIO = "scenario.";
    private static final String PEERS = "peers.txt";      // tables that are made already
    private static final Map<String, String> HEADLINES = Map.of(
            "ElectionLatency.elect", "election", "FailoverTime.failover", "failover");
    private static final Map<String, String> HISTOGRAMS = Map.of(
            BarRules.COMMIT, "commit", "CommitLatency.commit", "open", BarRules.FLOOR, "floor",
            "Read.read", "read", "ReadHandOff.handOff", "handOff",
            "CatchUp.catchUp", "catch-up", "CatchUp.baseline", "catch-up-none",
            "RemoteCommits.commit", "remote-commit", "RemoteLatency.commit", "remote-open",
            "RemoteReads.read", "remote-read");

    private final RecordedRun run;

    /** Of a run that has finished, in that folder. */
    Summary(final Path folder) {
        run = RecordedRun.open(folder);
    }

    /** The run in one line, and its tables, for a page of Markdown. */
    String markdown() {
        final StringBuilder out = new StringBuilder();
        out.append("Run `").append(run.path().getFileName()).append("`: ")
                .append(run.environment().fact("cpu", "model")).append(", ")
                .append(run.environment().fact("cpu", "logical_count"))
                .append(" processors, hypervisor: ")
                .append(run.environment().fact("host", "hypervisor")).append(", JDK ")
                .append(run.environment().fact("jvm", "version")).append(", command `quorate ")
                .append(String.join(" ", run.info().commandLine())).append("`\n\n");
        final Path peers = run.path().resolve(PEERS);
        if (Files.exists(peers)) {
            return out.append("```\n").append(text(peers).strip()).append("\n```\n").toString();
        }
        Stream.of(trials(), throughputs(), bars()).filter(table -> !table.isEmpty())
                .forEach(table -> out.append(table.markdown()).append('\n'));
        return out.toString();
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Prints what there is. */
    void print(final PrintWriter out) {
        out.println();
        printTrials(out);
        printThroughputs(out);
        final TextTable bars = bars();
        if (!bars.isEmpty()) {
            out.println(bars);
        } else if (Set.of(BarRules.COMMIT, BarRules.FLOOR).stream().allMatch(title ->
                rates().stream().anyMatch(series -> series.title().equals(title)))) {
            out.println("No bar is of these parameters. Those of commits and the floor are of"
                    + " -p storage=mapped,chronicle\n-p window=1,1024 -p client=in-process,network"
                    + " -p legs=2,4; docs/PERFORMANCE.md tells what was reached.\n");
        }
        final String noise = NoiseTable.render(run);
        if (!noise.isEmpty()) {
            out.println(noise);
        }
        out.println("recorded in " + run.path());
        out.flush();
    }

    // ---- elections and failovers ---------------------------------------------------------------

    private void printTrials(final PrintWriter out) {
        final List<Series> headlines = headlines();
        if (headlines.isEmpty()) {
            return;
        }
        out.println(trials());
        headlines.forEach(series -> printPhases(series, out));
        if (headlines.stream().anyMatch(series -> !series.quantile(0.99).isSupported())) {
            out.println("-: too few trials to speak of it; p99 needs " + Quantile.needed(0.99));
        }
        out.println();
    }

    private List<Series> headlines() {
        return run.series().stream()
                .filter(series -> series.metric().name().equals(headline(series.title())))
                .toList();
    }

    private static String headline(final String title) {
        return title.startsWith(SCENARIO) ? "failover" : HEADLINES.get(title);
    }

    private TextTable trials() {
        final List<Series> headlines = headlines();
        final TextTable table = new TextTable().left("").left("").right("n").right("p50 ms")
                .right("p90 ms").right("p99 ms").right("max ms");
        final boolean isModelled = headlines.stream()
                .anyMatch(series -> ElectionModel.of(series.params()).isPresent());
        if (isModelled) {
            table.right("model p50").right("residual");
        }
        for (final Series series : headlines) {
            final List<Object> row = new ArrayList<>(List.of(series.metric().name(),
                    varying(series, headlines), series.observations().n(), quantile(series, 0.5),
                    quantile(series, 0.9), quantile(series, 0.99),
                    millis(series.observations().max())));
            if (isModelled) {
                row.addAll(besideModel(series));
            }
            table.row(row);
        }
        return table;
    }

    /** The median by the thesis' reasoning, and what was measured above it, in milliseconds. */
    private static List<String> besideModel(final Series series) {
        final Quantile median = series.quantile(0.5);
        final OptionalDouble model = ElectionModel.of(series.params()).stream()
                .mapToDouble(one -> one.quantile(0.5)).findFirst();
        if (model.isEmpty() || !median.isSupported()) {
            return List.of("-", "-");
        }
        return List.of(Figures.of(model.getAsDouble()), String.format(Locale.ROOT, "%+.2f",
                median.value().getAsDouble() / NANOS_PER_MILLI - model.getAsDouble()));
    }

    private void printPhases(final Series headline, final PrintWriter out) {
        final String phases = run.series().stream()
                .filter(series -> series.benchmark().equals(headline.benchmark())
                        && series.params().equals(headline.params())
                        && series.metric().quantiles().size() == 1)
                .map(phase -> (phase.metric().name().equals(Measure.DRAIN_NS.title()) ? "then "
                        : "") + phase.metric().name() + " " + quantile(phase, 0.5))
                .collect(Collectors.joining(", "));
        if (!phases.isEmpty()) {
            out.println(headline.metric().name() + " by phases, medians in ms: " + phases);
        }
    }

    private static String quantile(final Series series, final double q) {
        final Quantile quantile = series.quantile(q);
        return quantile.isSupported() ? millis(quantile.value().getAsDouble()) : "-";
    }

    private static String millis(final double nanos) {
        return Figures.of(nanos / NANOS_PER_MILLI);
    }

    // ---- throughputs ---------------------------------------------------------------------------

    private void printThroughputs(final PrintWriter out) {
        final TextTable table = throughputs();
        if (table.isEmpty()) {
            return;
        }
        out.println(table);
        if (rates().stream().anyMatch(Series::missedItsRate)) {
            out.println("FAILED: the rate was missed; latencies are those of a queue that grew");
        }
    }

    private TextTable bars() {
        return Bar.table(new Bars(run.series(), this::latency).held());
    }

    private List<Series> rates() {
        return run.series().stream()
                .filter(series -> series.metric().unit() == Metric.Unit.OPS_PER_SECOND).toList();
    }

    private TextTable throughputs() {
        final List<Series> throughputs = rates();
        final TextTable table = new TextTable().left("").left("").right("ops/s").right("of floor")
                .right("p50").right("p99").right("p99.9").right("max");
        for (final Series series : throughputs) {
            final Optional<Histogram> latency = latency(series);
            table.row(HISTOGRAMS.getOrDefault(series.title(), series.title()),
                    varying(series, throughputs),
                    Figures.of(series.observations().quantile(0.5))
                            + (series.missedItsRate() ? " FAILED" : ""),
                    floor(series, throughputs), time(latency, 50), time(latency, 99),
                    time(latency, 99.9), time(latency, 100));
        }
        return table;
    }

    private static String floor(final Series series, final List<Series> all) {
        final SortedMap<String, String> key = floorsKey(series);
        return all.stream()
                .filter(other -> other.title().equals(BarRules.FLOOR)
                        && floorsKey(other).equals(key))
                .findFirst()
                .map(floor -> Figures.percent(series.observations().quantile(0.5)
                        / floor.observations().quantile(0.5)))
                .orElse("-");
    }

    private static SortedMap<String, String> floorsKey(final Series series) {
        final SortedMap<String, String> key = new TreeMap<>(series.params());
        key.keySet().retainAll(FLOORS_KEY);
        key.put(LEGS, series.params().getOrDefault(LEGS,
                "network".equals(series.params().get("client")) ? "4" : "2"));
        return key;
    }

    private Optional<Histogram> latency(final Series series) {
        final String prefix = HISTOGRAMS.get(series.title());
        final Path log = run.path().resolve("hist")
                .resolve(Params.name(prefix, series.params()) + ".hlog");
        if (prefix == null || !Files.exists(log)) {
            return Optional.empty();
        }
        final Histogram sum = new Histogram(3);
        Histograms.read(log).values().forEach(sum::add);
        return Optional.of(sum);
    }

    /** Latencies span microseconds to seconds: each carries its own unit. */
    private static String time(final Optional<Histogram> latency, final double percentile) {
        return latency.map(histogram -> histogram.getValueAtPercentile(percentile)).map(nanos -> {
            final Scale scale = Scale.ofNanos(nanos);
            return Figures.of(scale.from(nanos)) + " " + scale.symbol();
        }).orElse("-");
    }

    /** The parameters by which this series differs from another of its table. */
    private static String varying(final Series series, final List<Series> all) {
        final TreeSet<String> names = new TreeSet<>(series.params().keySet());
        names.removeIf(name -> all.stream().map(other -> other.params().get(name))
                .filter(value -> value != null).distinct().count() < 2);
        return names.stream().map(name -> name + "=" + series.params().get(name))
                .collect(Collectors.joining(" "));
    }
}
