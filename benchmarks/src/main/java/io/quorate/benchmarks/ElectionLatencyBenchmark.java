package io.quorate.benchmarks;

import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.trial.ElectionTrial.Cause;
import io.quorate.benchmarks.trial.ElectionTrial;
import io.quorate.benchmarks.trial.FailoverTrial;
import io.quorate.benchmarks.trial.TrialRunner;
import io.quorate.benchmarks.trial.Warm;
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
 * How long does a cluster need to have a leader again? From the leader's crash, or from the start
 * of all members, until a member hears the first message of the new leader: t5 - t0, which is what
 * the Raft thesis measures. The recorded trials tell more: when the loss was suspected, when the
 * winner stood and was elected, and when the entry that opens its term was committed (t6).
 *
 * <p>The cluster is idle; {@link FailoverTimeBenchmark} asks the same question for a client. A
 * crash falls at any point of the heartbeat's interval with equal chance.
 *
 * <p>Expect the shorter of the survivors' timeouts, counted from the last heartbeat: with timeouts
 * of 50 to 100 ms about 67 ms less half a heartbeat, and at most a millisecond more for the votes.
 * A cold start waits for a timeout too, after the logs were opened. Each member has a thread of its
 * own, for the reason that {@link FailoverTimeBenchmark} gives.
 */
@Answers("How long does a cluster need to have a leader again?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 40)
public class ElectionLatencyBenchmark extends DetectionParams {
    @Param({"10"})
    public int heartbeatMs;

    @Param({"50"})
    public int electionTimeoutMinMs;

    @Param({"100"})
    public int electionTimeoutMaxMs;

    @Param({"crash"})
    public String cause;

    @Param({"thread-per-node"})
    public String threading;

    @Param({"commits"})
    public String warm;

    private ClusterRig rig;
    private TrialRunner trials;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        FailoverTrial.requireMajorityWithoutOne(nodes);
        final Cause why = Cause.ofLabel(cause);
        final Warm path = Warm.ofLabel(warm);
        rig = launch(params);
        final ElectionTrial election = new ElectionTrial(rig, why, seed);
        path.warm(rig, election);
        trials = new TrialRunner(election, params.getBenchmark(), Params.of(params), seed);
    }

    @Setup(Level.Invocation)
    public void prepare() {
        trials.prepare();
    }

    @Benchmark
    public void elect() {
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
