package io.quorate.peers;

import io.quorate.results.Figures;
import io.quorate.results.Quantiles;
import io.quorate.results.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The failovers that all forks told, at each setting. */
final class FailoverTable {
    private static final String NONE = "-";
    private static final String ERROR = "ERROR";

    private final Map<PeerKind, List<ForkResult>> results;

    FailoverTable(final Map<PeerKind, List<ForkResult>> results) {
        this.results = results;
    }

    /** A row for each setting and peer. */
    TextTable table() {
        final TextTable table = new TextTable().left("failover").left("setting")
                .right("heartbeat ms").right("timeout ms").right("n").right("min ms")
                .right("p50 ms").right("max ms").right("x quorate");
        for (final Setting setting : Setting.values()) {
            results.keySet().forEach(kind -> table.row(row(kind, setting)));
        }
        return table;
    }

    private List<Object> row(final PeerKind kind, final Setting setting) {
        final Timing timing = setting.timing(kind);
        final List<Object> cells = new ArrayList<>(List.of(kind.label(), setting.label(),
                timing.heartbeatMs(), timing.electionTimeoutMs()));
        final double[] ns = failoversNs(kind, setting);
        if (ns.length == 0) {
            cells.add(results.get(kind).isEmpty() ? NONE : ERROR);
            return cells;
        }
        final Quantiles sample = Quantiles.of(ns);
        final OptionalDouble p50 = sample.at(0.5).value();
        final double[] measure = failoversNs(kind.measure(), setting);
        cells.addAll(List.of(sample.n(), Figures.of(sample.min() / 1e6),
                p50.isEmpty() ? NONE : Figures.of(p50.getAsDouble() / 1e6),
                Figures.of(sample.max() / 1e6),
                p50.isEmpty() || measure.length == 0 ? NONE
                        : Figures.ratio(p50.getAsDouble() / Quantiles.of(measure).exact(0.5))));
        return cells;
    }

    /** The median of a peer's failovers, if there are enough to speak of it. */
    OptionalDouble medianNs(final PeerKind kind, final Setting setting) {
        final double[] ns = failoversNs(kind, setting);
        return ns.length == 0 ? OptionalDouble.empty() : Quantiles.of(ns).at(0.5).value();
    }

    /** Of all forks; none if one of them has an error, whatever it told before. */
    private double[] failoversNs(final PeerKind kind, final Setting setting) {
        final List<ForkResult> forks = results.getOrDefault(kind, List.of());
        return forks.stream().anyMatch(fork -> !fork.failoverError(setting).isEmpty())
                ? new double[0]
                : forks.stream().flatMap(fork -> fork.failoversNs(setting).stream())
                        .mapToDouble(Long::doubleValue).toArray();
    }

    /** Why there are no figures of that peer, each reason once. */
    List<String> errors(final PeerKind kind) {
        return Stream.of(Setting.values()).flatMap(setting -> results.get(kind).stream()
                .map(fork -> fork.failoverError(setting)).filter(error -> !error.isEmpty())
                .map(error -> "ERROR in failovers, " + setting.label() + ": " + error))
                .distinct().toList();
    }
}
