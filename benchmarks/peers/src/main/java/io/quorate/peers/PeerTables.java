package io.quorate.peers;

import io.quorate.results.Bar;
import io.quorate.results.Figures;
import io.quorate.results.Quantiles;
import io.quorate.results.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What all forks told, as tables for people and as JMH's JSON. */
final class PeerTables {
    private static final String NONE = "-";
    private static final String ERROR = "ERROR";

    private final ForkPlan plan;
    private final Map<PeerKind, List<ForkResult>> results;
    private final FailoverTable failovers;

    PeerTables(final ForkPlan plan, final Map<PeerKind, List<ForkResult>> results) {
        this.plan = plan;
        this.results = results;
        failovers = new FailoverTable(results);
    }

    /** Whether any measurement failed. */
    boolean hasErrors() {
        return results.values().stream().flatMap(List::stream)
                .anyMatch(ForkResult::hasError);
    }

    /** Whether any peer has commits to show. */
    boolean hasCommits() {
        return results.keySet().stream().anyMatch(this::hasCommits);
    }

    private boolean hasCommits(final PeerKind kind) {
        return !results.getOrDefault(kind, List.of()).isEmpty() && commitErrors(kind).isEmpty();
    }

    private Set<String> commitErrors(final PeerKind kind) {
        return results.get(kind).stream().map(ForkResult::commitError)
                .filter(error -> !error.isEmpty()).collect(Collectors.toCollection(
                        LinkedHashSet::new));
    }

    /** All tables, and the reasons for what is not in them. */
    String text() {
        final TextTable bars = Bar.table(new PeerBars(this, failovers).held());
        return "\n" + commits() + (plan.trials() == 0 ? "" : "\n" + failovers.table())
                + (bars.isEmpty() ? "" : "\n" + bars) + notes();
    }

    private TextTable commits() {
        final TextTable table = new TextTable().right("payload").right("window").left("peer")
                .left("client").right("commits/s").right("+-").right("x quorate").right("p50 us")
                .right("p99 us").right("bytes/op").right("CPU s/M");
        for (final int payload : plan.payloads()) {
            for (final int window : plan.windows()) {
                results.keySet().forEach(kind -> table.row(row(kind, payload, window)));
            }
        }
        return table;
    }

    private List<Object> row(final PeerKind kind, final int payload, final int window) {
        final List<Object> cells = new ArrayList<>(
                List.of(payload, window, kind.label(), kind.way().label()));
        final List<Commits> forks = of(kind, payload, window);
        if (forks.isEmpty()) {
            cells.add(results.get(kind).isEmpty() ? NONE : ERROR);
            return cells;
        }
        final double[] rates = forks.stream().mapToDouble(Commits::perSecond).sorted().toArray();
        final double rate = median(forks, Commits::perSecond);
        cells.add(Figures.of(rate));
        cells.add(rates.length == 1 ? NONE
                : Figures.percent((rates[rates.length - 1] - rates[0]) / 2 / rate));
        cells.add(share(kind, payload, window, rate));
        cells.add(Figures.of(median(forks, Commits::p50Ns) / 1e3));
        cells.add(Figures.of(median(forks, Commits::p99Ns) / 1e3));
        cells.add(Figures.of(median(forks, Commits::bytesPerOp)));
        cells.add(Figures.of(median(forks, Commits::cpuNsPerOp) / 1e3));
        return cells;
    }

    private String share(final PeerKind kind, final int payload, final int window,
            final double rate) {
        final List<Commits> measure = of(kind.measure(), payload, window);
        return measure.isEmpty() ? NONE
                : Figures.ratio(rate / median(measure, Commits::perSecond));
    }

    /** Of each fork; none if the peer has an error, whatever it told before. */
    private List<Commits> of(final PeerKind kind, final int payload, final int window) {
        return !hasCommits(kind) ? List.of() : results.get(kind).stream()
                .flatMap(fork -> fork.commits().stream())
                .filter(each -> each.payload() == payload && each.window() == window).toList();
    }

    /** The median over the forks of a peer that has no error; none if there is none. */
    OptionalDouble median(final PeerKind kind, final int payload, final int window,
            final ToDoubleFunction<Commits> figure) {
        final List<Commits> forks = of(kind, payload, window);
        return forks.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(median(forks, figure));
    }

    private static double median(final List<Commits> forks,
            final ToDoubleFunction<Commits> figure) {
        return Quantiles.of(forks.stream().mapToDouble(figure).toArray()).exact(0.5);
    }

    private String notes() {
        final StringBuilder text = new StringBuilder("\n");
        results.keySet().forEach(kind -> {
            note(text, kind, kind.hindrance(plan.durability()));
            commitErrors(kind).forEach(error -> note(text, kind, "ERROR in commits: " + error));
            failovers.errors(kind).forEach(error -> note(text, kind, error));
        });
        if (plan.trials() > 0) {
            text.append("failover: heartbeats and timeouts where they can be set; see"
                    + " docs/PEERS.md\n");
        }
        return text.toString();
    }

    private static void note(final StringBuilder text, final PeerKind kind, final String what) {
        if (!what.isEmpty()) {
            text.append(kind.label()).append(": ").append(what).append('\n');
        }
    }

    /** Throughput as JMH writes it, so that whatever reads JMH's files reads this one. */
    String jmh() {
        final List<String> parts = new ArrayList<>();
        for (final PeerKind kind : results.keySet()) {
            for (final int payload : plan.payloads()) {
                for (final int window : plan.windows()) {
                    final List<Commits> forks = of(kind, payload, window);
                    if (!forks.isEmpty()) {
                        parts.add(jmh(kind, payload, window, forks));
                    }
                }
            }
        }
        return "[\n" + String.join(",\n", parts) + "\n]\n";
    }

    private String jmh(final PeerKind kind, final int payload, final int window,
            final List<Commits> forks) {
        final String rates = forks.stream().map(fork -> "[" + fork.perSecond() + "]")
                .collect(Collectors.joining(", "));
        return "  {\"benchmark\": \"io.quorate.peers.Commits\", \"mode\": \"thrpt\", \"forks\": "
                + forks.size() + ",\n   \"params\": {\"peer\": \"" + kind.label()
                + "\", \"durability\": \"" + plan.durability().label() + "\", \"payload\": \""
                + payload + "\", \"window\": \"" + window + "\"},\n   \"primaryMetric\": {"
                + "\"score\": " + median(forks, Commits::perSecond)
                + ", \"scoreUnit\": \"ops/s\", \"rawData\": [" + rates + "]},\n"
                + "   \"secondaryMetrics\": {}}";
    }
}
