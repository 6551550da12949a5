package io.quorate.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a scenario on one ground.
 *
 * @param isGood     whether all was as expected
 * @param lines      the whole of it, for people
 * @param failoverNs from the first fault until a write that was issued after it was acknowledged;
 *                   -1 if that never happened
 */
public record Performance(boolean isGood, List<String> lines, long failoverNs) {
    /** Keeps a copy. */
    public Performance {
        lines = List.copyOf(lines);
    }

    static Performance of(final Scenario scenario, final Ground ground, final TimeLine timeLine,
            final Impact impact, final Review review) {
        final List<String> lines = new ArrayList<>();
        lines.add(scenario.name() + ": " + scenario.title());
        lines.add(scenario.nodes() + " voters"
                + (scenario.observers() == 0 ? "" : ", " + scenario.observers() + " observers")
                + ", " + scenario.load().perSecond() + " writes/s, in " + ground.label());
        lines.add("");
        lines.add("time line");
        timeLine.entries().forEach(entry -> lines.add(
                String.format("  t+%9.1f ms  %s", entry.atNs() / 1e6, entry.what())));
        lines.add("");
        lines.add("clients");
        impact.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("verdict: " + (review.isGood() ? "as expected" : "NOT as expected"));
        review.findings().forEach(finding -> lines.add("  " + finding));
        return new Performance(review.isGood(), lines, impact.failoverNs());
    }
}
