package io.quorate.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a report says without a picture: headline figures, verdicts, the machine, the caveats. */
final class ReportCards {
    private static final double NOISY_PERCENT = 1;
    private static final double PRESSED_PERCENT = 20;

    private ReportCards() {
    }

    /** The headlines of each run: name, figure, unit, and what the figure is made of. */
    static List<Map<String, Object>> cards(final List<RecordedRun> runs) {
        final List<Map<String, Object>> cards = new ArrayList<>();
        for (final RecordedRun run : runs) {
            for (final Series series : run.series()) {
                final String name = series.metric().name();
                if (name.equals("failover") || name.equals("election")
                        && !hasFailover(run, series) || name.equals("throughput")) {
                    cards.add(card(run, series));
                }
            }
        }
        return cards;
    }

    private static boolean hasFailover(final RecordedRun run, final Series election) {
        return run.series().stream().anyMatch(series -> series.metric().name().equals("failover")
                && series.benchmark().equals(election.benchmark()));
    }

    private static Map<String, Object> card(final RecordedRun run, final Series series) {
        final Quantile median = series.quantile(0.5);
        final Scale scale = Scale.of(series.metric().unit(),
                median.value().orElse(series.observations().max()));
        final Map<String, Object> card = new LinkedHashMap<>();
        card.put("run", run.info().name());
        card.put("name", series.title() + " " + series.metric().name());
        card.put("params", ReportText.varying(run, series.benchmark(), series.params()));
        card.put("figure", median.isSupported()
                ? Figures.of(scale.from(median.value().getAsDouble())) : "too few");
        card.put("unit", scale.symbol());
        card.put("tail", tail(series, scale));
        card.put("size", SummaryTable.size(series.observations().forks(),
                series.observations().n()) + " (forks x "
                + (series.metric().isAverage() ? "iterations)" : "trials)"));
        return card;
    }

    private static String tail(final Series series, final Scale scale) {
        if (series.metric().isAverage()) {
            return "median of iterations";
        }
        final Quantile p99 = series.quantile(0.99);
        return "median; " + (p99.isSupported()
                ? "p99 " + Figures.of(scale.from(p99.value().getAsDouble())) : p99.reason())
                + "; max " + Figures.of(scale.from(series.observations().max()));
    }

    /** What disturbed each run, and each further one compared with the first, as in a terminal. */
    static List<Map<String, String>> tables(final List<RecordedRun> runs) {
        final List<Map<String, String>> tables = new ArrayList<>();
        for (final RecordedRun run : runs) {
            final String noise = NoiseTable.render(run);
            if (!noise.isEmpty()) {
                tables.add(table("What disturbed " + run.info().name(), noise,
                        ReportText.commands(List.of(run))));
            }
        }
        for (final RecordedRun other : runs.subList(1, runs.size())) {
            tables.add(table(other.info().name() + " against " + runs.get(0).info().name(),
                    comparison(runs.get(0), other),
                    "./quorate compare " + runs.get(0).path() + " " + other.path()));
        }
        return tables;
    }

    private static Map<String, String> table(final String title, final String text,
            final String command) {
        final Map<String, String> table = new LinkedHashMap<>();
        table.put("title", title);
        table.put("text", text);
        table.put("command", command);
        return table;
    }

    private static String comparison(final RecordedRun a, final RecordedRun b) {
        try {
            return ComparisonTable.render(Comparison.of(a, b, Comparison.Options.DEFAULT));
        } catch (final ResultsException e) {
            return "not compared: " + e.getMessage();
        }
    }

    /** A run's settings and machine. */
    static Map<String, Object> environment(final RecordedRun run) {
        final Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("name", run.info().name());
        environment.put("folder", run.path().getFileName().toString());
        environment.put("commit", run.info().git().label());
        environment.put("started", run.info().startedUtc());
        environment.put("finished", run.info().finishedUtc());
        environment.put("command", ReportText.commands(List.of(run)));
        environment.put("settings", run.info().settings());
        environment.put("noise", run.info().noise());
        environment.put("sections", run.environment().sections());
        return environment;
    }

    /** What these figures cannot say. */
    static Set<String> caveats(final List<RecordedRun> runs) {
        final Set<String> caveats = new LinkedHashSet<>();
        caveats.add("All members share one machine: no real network is in any figure.");
        for (final RecordedRun run : runs) {
            final String name = run.info().name();
            if (Boolean.TRUE.equals(run.info().git().dirty())) {
                caveats.add(name + " was built from a tree with changes that no commit has.");
            }
            over(run, "steal_percent", NOISY_PERCENT).ifPresent(percent -> caveats.add(name
                    + ": the hypervisor took " + percent + " % of the processors' time."));
            over(run, "cpu_pressure_percent", PRESSED_PERCENT).ifPresent(percent -> caveats.add(
                    name + ": for " + percent + " % of the time something waited for a"
                            + " processor."));
            if (!run.environment().fact("host", "hypervisor").equals("none seen")) {
                caveats.add(name + " ran on a virtual machine: neighbours share its processors.");
            }
            run.trials().stream().filter(trial -> trial.flags().contains(Trial.FAILED)).findFirst()
                    .ifPresent(trial -> caveats.add(name + " has failed trials; they have no time"
                            + " and are in no figure."));
        }
        return caveats;
    }

    private static Optional<Double> over(
            final RecordedRun run, final String noise, final double limit) {
        return Optional.ofNullable(run.info().noise().get(noise))
                .filter(percent -> percent > limit);
    }
}
