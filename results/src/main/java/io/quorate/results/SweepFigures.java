package io.quorate.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of a sweep: heat maps of heartbeat by timeout, and the Pareto front. */
final class SweepFigures {
    private final Sweep sweep;
    private final String command;

    SweepFigures(final Sweep sweep, final String command) {
        this.sweep = sweep;
        this.command = command;
    }

    List<Figure> all() {
        final List<Figure> figures = new ArrayList<>();
        for (final String mode : sweep.cells().stream().map(SweepCell::mode).distinct().toList()) {
            figures.addAll(maps(mode, sweep.cells().stream()
                    .filter(cell -> cell.mode().equals(mode)).toList()));
        }
        if (!sweep.front().isEmpty()) {
            figures.add(pareto());
        }
        return figures;
    }

    private List<Figure> maps(final String mode, final List<SweepCell> cells) {
        return List.of(
                map(mode + "-p50", mode + ": median failover, ms", "ms", cells, SweepCell::p50Ms),
                map(mode + "-p99", mode + ": p99 of failovers, ms", "ms", cells, SweepCell::p99Ms),
                map(mode + "-false", mode + ": false elections in an hour", "/h", cells,
                        SweepCell::falsePerHour));
    }

    private Figure map(final String id, final String title, final String unit,
            final List<SweepCell> cells, final ToDoubleFunction<SweepCell> value) {
        final List<Integer> xs =
                cells.stream().map(SweepCell::heartbeatMs).distinct().sorted().toList();
        final List<String> ys = cells.stream().sorted(Comparator
                .comparingInt(SweepCell::timeoutMinMs).thenComparingInt(SweepCell::timeoutMaxMs))
                .map(SweepFigures::range).distinct().toList();
        final List<double[]> points = new ArrayList<>();
        for (final SweepCell cell : cells) {
            final double at = value.applyAsDouble(cell);
            if (Double.isFinite(at)) {
                points.add(new double[] {xs.indexOf(cell.heartbeatMs()), ys.indexOf(range(cell)),
                    ReportText.round(at)});
            }
        }
        return new Figure(id, "heat", title, "A cell that is empty was dropped, or its sample does"
                + " not speak of this.", command, Map.of("x", "heartbeat ms", "y",
                        "election timeout ms", "xs", xs, "ys", ys, "cells", points, "unit", unit));
    }

    private static String range(final SweepCell cell) {
        return cell.timeoutMinMs() + ".." + cell.timeoutMaxMs();
    }

    private Figure pareto() {
        return new Figure("pareto", "scatter", "What speed costs: p99 of failovers against false"
                + " elections", "On the line, nothing is both faster and calmer. Labels are"
                        + " heartbeat and shortest timeout.", command, Map.of("x", "p99 ms", "y",
                                "false elections / h", "points", points(sweep.cells()), "front",
                                points(sweep.front())));
    }

    private static List<Object> points(final List<SweepCell> cells) {
        final List<Object> points = new ArrayList<>();
        for (final SweepCell cell : cells) {
            if (cell.p99Ms() > 0 && cell.watchedHours() > 0) {
                points.add(List.of(ReportText.round(cell.p99Ms()),
                        ReportText.round(cell.falsePerHour()),
                        cell.heartbeatMs() + " / " + cell.timeoutMinMs()));
            }
        }
        return points;
    }
}
