package io.quorate.benchmarks;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.FaultyRig;
import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.RigConfig;
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
 * For how long can nobody write when the leader dies? From the fault (t0) until a request issued
 * after it is committed, as a client with an open loop sees it (t7): t7 - t0.
 *
 * <p>The crash falls at any point of the heartbeat's interval with equal chance, and is one without
 * a word: neither the leader nor its transport says goodbye. Bringing the member back and letting
 * it catch up is not part of the time. A lost write, or two leaders in one term, is an error.
 *
 * <p>Other faults make the leader as good as lost: see docs/BENCHMARKS.md. Only what a leader of a
 * later term commits ends the time.
 *
 * <p>Expect the election timeout to decide nearly all of it: with timeouts of 50 to 100 ms among
 * two survivors about 67 ms less half a heartbeat, and a tail where both stood at once. With
 * {@code evidence=connection} nothing waits for it: the crash ends the leader's links. A member
 * with {@code storage=memory} returns on the log object that it left.
 *
 * <p>Each member has a thread, and so a sense of time, of its own: in one loop, a pause of the
 * machine would let the timeouts of all survivors run out at the same instant.
 */
@Answers("For how long can nobody write when the leader dies?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 40)
public class FailoverTimeBenchmark extends DetectionParams {
    @Param({"10"})
    public int heartbeatMs;

    @Param({"50"})
    public int electionTimeoutMinMs;

    @Param({"100"})
    public int electionTimeoutMaxMs;

    @Param({"1000"})
    public int rate;

    @Param({"thread-per-node"})
    public String threading;

    @Param({"commits"})
    public String warm;

    @Param({"crash"})
    public String fault;

    private ClusterRig rig;
    private TrialRunner trials;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        FailoverTrial.requireMajorityWithoutOne(nodes);
        final Warm path = Warm.ofLabel(warm);
        final Fault struck = FailoverTrial.faultOf(fault);
        final FaultyRig faulty =
                FaultyRig.launch(RigConfig.of(Params.of(params)), struck);
        rig = faulty.rig();
        final FailoverTrial failover = new FailoverTrial(faulty, struck, rate, seed);
        path.warm(rig, failover);
        trials = new TrialRunner(failover, params.getBenchmark(), Params.of(params), seed);
    }

    @Setup(Level.Invocation)
    public void prepare() {
        trials.prepare();
    }

    @Benchmark
    public void failover() {
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
