package io.quorate.benchmarks.profile;

import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Shows the phases of an election or a failover beside JMH's time, by {@code -prof phases}.
 *
 * <p>JMH's score of each is the average over the trials, and the phases of one run add up to the
 * average time. When the winner last heard the old leader, and how long the backlog drained after
 * that time, stand beside them, averaged over the trials that know it. Quantiles, and the phases of
 * each trial, are in the run folder's {@code trials.csv}.
 */
public final class PhasesProfiler implements InternalProfiler {
    private static final double NANOS_PER_MILLI = 1e6;
    private static volatile Trial latest;

    /** Made by JMH. */
    public PhasesProfiler() {
    }

    /** Leaves a trial for the profiler, if there is one. */
    public static void show(final Trial trial) {
        latest = trial;
    }

    @Override
    public String getDescription() {
        return "Phases of an election or a failover, in ms: detect, stand, vote, announce, ...";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
        latest = null;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(final BenchmarkParams benchmark,
            final IterationParams iteration, final IterationResult result) {
        return latest == null ? List.of() : results(latest);
    }

    static List<ScalarResult> results(final Trial trial) {
        final List<ScalarResult> results = new ArrayList<>();
        for (final Map.Entry<Measure, Long> each : trial.measures().entrySet()) {
            final Measure measure = each.getKey();
            if (measure.isPhase()) {
                results.add(millis("phase." + measure.title(), each.getValue()));
            } else if (measure == Measure.DRAIN_NS || measure == Measure.LAST_HEARD_NS) {
                results.add(millis(measure.title(), each.getValue()));
            } else if (measure == Measure.ROUNDS) {
                results.add(new ScalarResult("rounds", each.getValue(), "#",
                        AggregationPolicy.AVG));
            }
        }
        return results;
    }

    private static ScalarResult millis(final String label, final long nanos) {
        return new ScalarResult(label, nanos / NANOS_PER_MILLI, "ms", AggregationPolicy.AVG);
    }
}
