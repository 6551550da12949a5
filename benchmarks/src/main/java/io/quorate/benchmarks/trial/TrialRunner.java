package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.profile.PhasesProfiler;
import io.quorate.results.Disturbance;
import io.quorate.results.NoiseMeter;
import io.quorate.results.RunPart;
import io.quorate.results.Timeline;
import io.quorate.results.Trial;
import java.util.List;
import java.util.Map;

/**
 * Runs the steps of an {@link Experiment} and records each trial in the run's folder; a trial in
 * which anything went wrong is recorded as failed, without a time, and its error goes on to JMH.
 */
public final class TrialRunner implements AutoCloseable {
    private final RunPart part = RunPart.ofThisJvm();
    private final Experiment experiment;
    private final String benchmark;
    private final Map<String, String> params;
    private final long seed;
    private int trials;
    private NoiseMeter.Moment began;
    private Disturbance disturbance;

    /**
     * A runner that has run nothing.
     *
     * @param benchmark JMH's full name of the benchmark
     * @param params    its JMH parameters
     * @param seed      what the trials' chances are drawn from
     */
    public TrialRunner(final Experiment experiment, final String benchmark,
            final Map<String, String> params, final long seed) {
        this.experiment = experiment;
        this.benchmark = benchmark;
        this.params = params;
        this.seed = seed;
    }

    /** Before the clock runs. */
    public void prepare() {
        orFail(experiment::prepare);
    }

    /** While it runs. */
    public void perform() {
        began = part.isRecording() ? NoiseMeter.ofThisJvm().briefly() : null;
        orFail(experiment::perform);
        disturbance = began == null ? null : NoiseMeter.ofThisJvm().since(began);
    }

    /** After it has stopped: recovers, checks and records. */
    public void recover(final boolean isWarmup) {
        orFail(experiment::recover);
        Trial measured = experiment.measured(next());
        if (disturbance != null) {
            for (final String flag : disturbance.flags()) {
                measured = measured.flagged(flag);
            }
        }
        PhasesProfiler.show(measured);
        final List<Timeline.Moment> moments = experiment.moments();
        if (!moments.isEmpty()) {
            part.record(Timeline.of(measured, moments));
        }
        part.record(isWarmup ? measured.flagged(Trial.WARMUP) : measured);
    }

    private void orFail(final Runnable step) {
        try {
            step.run();
        } catch (final RuntimeException e) {
            part.record(next().flagged(Trial.FAILED));
            throw e;
        }
    }

    private Trial next() {
        return Trial.of(benchmark, params, trials++, seed);
    }

    @Override
    public void close() {
        part.close();
    }
}
