package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.rig.Mark;
import io.quorate.benchmarks.trial.Phases;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a scenario on one ground.
 *
 * @param isGood     whether all was as expected
 * @param lines      the whole of it, for people
 * @param failoverNs from the first fault until a write that was issued after it was acknowledged;
 *                   -1 if that never happened
 * @param elections  leaders that were elected
 * @param phases     of the election that it brought about; null if it brought none, or one of which
 *                   not all was seen before that write was acknowledged
 * @param streamEndNs from the first fault until a survivor heard the stream from a process that it
 *                   ended come to its end, before anybody suspected its leader; -1 if none did
 */
public record Performance(boolean isGood, List<String> lines, long failoverNs, int elections,
        Phases phases, long streamEndNs) {
    /** Keeps a copy. */
    public Performance {
        lines = List.copyOf(lines);
    }

    /** The trial with what was measured; flagged as failed if not all was as expected. */
    public Trial addTo(final Trial trial) {
        if (!isGood) {
            return trial.flagged(Trial.FAILED);
        }
        if (phases == null) {
            return failoverNs < 0 || elections == 0 ? trial
                    : trial.with(Measure.FAILOVER_NS, failoverNs);
        }
        final Trial told = phases.addTo(trial).with(Measure.FAILOVER_NS, failoverNs)
                .with(Measure.CLIENT_NS,
                        failoverNs - (phases.establishedNs() - phases.faultNs()));
        return streamEndNs < 0 ? told : told.with(Measure.STREAM_END_NS, streamEndNs);
    }

    /** The election that the first fault brought about; null if it brought none. */
    private static Phases phases(final TimeLine timeLine, final Impact impact,
            final long faultNs) {
        final List<Mark> after = timeLine.marksSince(faultNs);
        final long endNs = faultNs + impact.failoverNs();
        return impact.failoverNs() >= 0 && Phases.areWhole(after, endNs)
                ? Phases.of(after, faultNs, endNs) : null;
    }

    /** A stream that ends later has nothing to do with the suspicion. */
    private static long streamEndNs(final TimeLine timeLine, final Phases phases,
            final long faultNs) {
        final long endNs = timeLine.streamEndNs(faultNs);
        return endNs == -1 || phases == null || endNs - phases.suspectedNs() > 0 ? -1
                : endNs - faultNs;
    }

    private Performance withPhases() {
        final List<String> all = new ArrayList<>(lines);
        all.add("");
        all.add("failover");
        Repetitions.course(this).forEach(line -> all.add("  " + line));
        return new Performance(isGood, all, failoverNs, elections, phases, streamEndNs);
    }

    static Performance of(final Scenario scenario, final Ground ground, final TimeLine timeLine,
            final Impact impact, final Review review, final long faultNs) {
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
        final Phases phases = phases(timeLine, impact, faultNs);
        final Performance performance = new Performance(review.isGood(), lines,
                impact.failoverNs(), timeLine.elections(), phases,
                streamEndNs(timeLine, phases, faultNs));
        return phases == null || !review.isGood() ? performance : performance.withPhases();
    }
}
