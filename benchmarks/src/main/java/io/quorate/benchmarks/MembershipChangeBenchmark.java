package io.quorate.benchmarks;

import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.benchmarks.trial.ReplacementTrial;
import io.quorate.benchmarks.trial.TrialRunner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * How long does it take to replace all members under load, and how long is the widest gap between
 * commits? From asking the leader for other members until a request that was issued after the
 * change is committed by them; the trials record the change alone, and the gap, besides.
 *
 * <p>As many nodes as there are voters wait to join; each trial makes them the voters, and those
 * before leave, the leader among them, to come back in the next trial. All of a change is there:
 * entries for who lags, the rounds, both majorities, the hand-over of the office. A lost write, or
 * two leaders in one term, is an error.
 *
 * <p>Expect a few heartbeats, as identities are bound with one, and a gap that is shorter still.
 * The timeouts are long, so that no pause of the machine deposes the leader in the midst of it: a
 * change that is interrupted is another question.
 */
@Answers("How long does it take to replace all members, and how wide is the gap in commits?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 20)
public class MembershipChangeBenchmark extends ClusterParams {
    @Param({"10"})
    public int heartbeatMs;

    @Param({"500"})
    public int electionTimeoutMinMs;

    @Param({"1000"})
    public int electionTimeoutMaxMs;

    @Param({"1000"})
    public int rate;

    @Param({"inline"})
    public String threading;

    private ClusterRig rig;
    private TrialRunner trials;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        rig = ClusterRig.launchWithSpares(RigConfig.of(Params.of(params)), nodes);
        final ReplacementTrial replacement = new ReplacementTrial(rig, rate, seed);
        trials = new TrialRunner(replacement, params.getBenchmark(), Params.of(params), seed);
    }

    @Setup(Level.Invocation)
    public void prepare() {
        trials.prepare();
    }

    @Benchmark
    public void replace() {
        trials.perform();
    }

    @TearDown(Level.Invocation)
    public void recover(final IterationParams iteration) {
        trials.recover(iteration.getType() == IterationType.WARMUP);
    }

    @TearDown(Level.Trial)
    public void stop() {
        trials.close();
        rig.close();
    }
}
