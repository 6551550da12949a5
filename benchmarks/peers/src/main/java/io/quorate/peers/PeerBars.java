package io.quorate.peers;

import io.quorate.results.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Holds Quorate against the best of the peers that are used in the same way: throughput at 32 bytes
 * twice the best, half its latency at a window of one, half its failover at each setting; ahead of
 * all at 1 KiB.
 */
final class PeerBars {
    private static final List<Integer> WINDOWS = List.of(1, 64, 1024);
    private static final int SMALL = 32;
    private static final int LARGE = 1024;

    private final PeerTables tables;
    private final FailoverTable failovers;
    private final List<Bar> bars = new ArrayList<>();

    PeerBars(final PeerTables tables, final FailoverTable failovers) {
        this.tables = tables;
        this.failovers = failovers;
    }

    /** Those for which there is a figure of Quorate and of a peer. */
    List<Bar> held() {
        bars.clear();
        for (final PeerKind.Way way : PeerKind.Way.values()) {
            for (final int window : WINDOWS) {
                throughput(way, SMALL, window, 2);
                throughput(way, LARGE, window, 1);
            }
            hold("p50 by the best peer's, window 1, " + way.label(), way, false, 1,
                    kind -> tables.median(kind, SMALL, 1, Commits::p50Ns));
            hold("p99 by the best peer's, window 1, " + way.label(), way, false, 1,
                    kind -> tables.median(kind, SMALL, 1, Commits::p99Ns));
        }
        for (final Setting setting : Setting.values()) {
            hold("failover by the best peer's, " + setting.label(), PeerKind.Way.NETWORK, false,
                    0.5, kind -> failovers.medianNs(kind, setting));
        }
        return List.copyOf(bars);
    }

    private void throughput(final PeerKind.Way way, final int payload, final int window,
            final double bound) {
        hold("commits/s by the best peer's, " + payload + " B, window " + window + ", "
                + way.label(), way, true, bound,
                kind -> tables.median(kind, payload, window, Commits::perSecond));
    }

    private void hold(final String what, final PeerKind.Way way, final boolean isAtLeast,
            final double bound, final Function<PeerKind, OptionalDouble> figure) {
        final PeerKind[] alike = Arrays.stream(PeerKind.values())
                .filter(kind -> kind.way() == way).toArray(PeerKind[]::new);
        final OptionalDouble ours = figure.apply(alike[0].measure());
        final var theirs = Arrays.stream(alike).filter(kind -> kind != kind.measure())
                .map(figure).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble);
        final OptionalDouble best = isAtLeast ? theirs.max() : theirs.min();
        if (ours.isPresent() && best.isPresent()) {
            bars.add(new Bar(what, isAtLeast, bound, ours.getAsDouble() / best.getAsDouble()));
        }
    }
}
