package io.quorate.benchmarks.detect;

import io.quorate.results.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What was measured of all contenders in all weathers, as two tables that are read together. */
public final class TradeOffTables {
    private final List<TradeOff> cells = new ArrayList<>();

    /** Of nothing yet. */
    public TradeOffTables() {
    }

    /** Adds a cell; cells come by contender, and by weather within. */
    public void add(final TradeOff cell) {
        cells.add(cell);
    }

    /** From death to suspicion: half and 99 of 100 within so many milliseconds. */
    public TextTable detection() {
        return table("detected, ms: p50 / p99", cell -> String.format(Locale.ROOT, "%.0f / %.0f",
                cell.detectMs(0.5), cell.detectMs(0.99)));
    }

    /** Suspicions of a living leader in an hour. */
    public TextTable falseSuspicions() {
        return table("false suspicions / h",
                cell -> String.format(Locale.ROOT, "%.2f", cell.falsePerHour()));
    }

    private TextTable table(final String title, final Function<TradeOff, String> figure) {
        final TextTable table = new TextTable().left(title);
        for (final Weather weather : Weather.values()) {
            table.right(weather.label());
        }
        for (int from = 0; from < cells.size(); from += Weather.values().length) {
            final List<String> row = new ArrayList<>();
            row.add(cells.get(from).contender().label());
            cells.subList(from, from + Weather.values().length)
                    .forEach(cell -> row.add(figure.apply(cell)));
            table.row(row);
        }
        return table;
    }

    /** The page of the repository, with the command that made it. */
    public String page(final String command) {
        return """
                # Detectors: how soon right, how often wrong

                A failure detector is quick or patient, and pays for the one with the other. Both
                are measured here in the same weather, in virtual time: the detectors are those
                that run in production, the leader's heartbeats (every 50 ms) are the same for all.

                Made by `%s`.

                ## From a leader's death to suspicion

                %s
                ## Suspicions of a leader that lives

                %s
                ## How to read it

                - `calm`: a path of 0.1 ms. `jitter`: 1 ms and, at random, 10 ms more. `loss`: of
                  each frame on its own. `pauses`: the leader stands still, in every other spell of
                  10 s, for 5 to 200 ms or for 50 ms to 2 s. `steps-10x`: a path of 12 ms that is
                  ten times longer in every other spell of 10 s.
                - `election-timeout-MIN..MAX` is Raft's; `leader-check-INTERVAL-TIMEOUT-xRETRIES`
                  is Elasticsearch's, its defaults last; `phi-THRESHOLD+PAUSE`; `rtt-LOSSES`.
                - A suspicion is counted when it begins. It starts a pre-vote and deposes nobody:
                  the others refuse while they hear the leader.
                - Where a leader was suspected already when it died, it counts as detected at once.
                - Checks come and go on the same path as heartbeats, but a lost check costs its
                  whole timeout, and one that can't be answered in time always fails.
                """.formatted(command, detection().markdown(), falseSuspicions().markdown());
    }
}
