package io.quorate.benchmarks;

import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.load.OpenLoop;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.LeaderPipe;
import io.quorate.benchmarks.rig.SafetyViolation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * How long does a commit take while commands come at a fixed rate, whether or not the cluster keeps
 * up? Each latency counts from the moment at which the command was due.
 *
 * <p>The score is the rate that was achieved; the latencies are the profiler's and the folder's. A
 * score below 99 % of {@code rate} means that the rate was missed: the table says FAILED, for its
 * latencies are those of a queue that grows. Several rates make a ramp:
 * {@code -p rate=10000,50000,100000}. Expect microseconds below the knee, and milliseconds above.
 */
@Answers("How long does a commit take while commands come at a fixed rate?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CommitLatencyBenchmark extends LoadParams {
    private static final int COMMANDS = 256;
    private static final int OUTSTANDING = 1 << 14;

    @Param({"20000"})
    public int rate;

    @Param({"0"})
    public int roundTripMs;

    private ClusterRig rig;
    private LeaderPipe pipe;
    private OpenLoop client;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        rig = launch(params);
        pipe = new LeaderPipe(rig, OUTSTANDING);
        client = new OpenLoop(pipe, rate, OUTSTANDING, payload);
        recorder = new LoopRecorder("open", params);
    }

    @Setup(Level.Iteration)
    public void begin() {
        client.beginInterval();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void commit() {
        client.complete(COMMANDS);
    }

    @TearDown(Level.Iteration)
    public void end(final IterationParams iteration) {
        client.drain();
        client.endInterval();
        recorder.record(client.latencyNs(), iteration);
        rig.verify();
        final long applied = pipe.leader().witness().applied();
        if (applied != client.offered()) {
            throw new SafetyViolation("the client was told that " + client.offered()
                    + " commands are committed, and the leader applied " + applied);
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        recorder.close();
        pipe.close();
        rig.close();
    }
}
