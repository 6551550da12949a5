package io.quorate.benchmarks;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Entrance;
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
 * How many commands a second does a cluster commit, apply and answer, and how long does each take?
 * A closed loop keeps {@code window} commands outstanding at the leader, submitted in its process
 * or by a {@code client} over the network; an operation is a command that was answered as
 * committed.
 *
 * <p>Window 1 shows the latency of one commit: expect two or three times the floor's microseconds
 * in page cache, and that of the disk's sync with fsync. Window 1024 shows what batching gives:
 * expect millions a second inline, and {@link FloorBenchmark} to say of how many; a third to a
 * half more with {@code driver=own-thread}, where that has a core. The latencies of a closed loop
 * are those of its window; they say nothing of a load that does not wait.
 *
 * <p>After each iteration all members must have applied the same commands, each exactly once;
 * otherwise there is an error and no score.
 */
@Answers("How many commands a second does a cluster commit, and how long does each take?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CommitThroughputBenchmark extends LoadParams {
    private static final int COMMANDS = 1024;

    @Param({"0"})
    public int observers;

    @Param({"1", "64", "1024"})
    public int window;

    @Param({"0"})
    public int roundTripMs;

    @Param({"off"})
    public String breakers;

    @Param({"in-process"})
    public String client;

    @Param({"auto"})
    public String driver;

    private ClusterRig rig;
    private Entrance pipe;
    private ClosedLoop loop;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        rig = launch(params);
        pipe = Entrance.of(client, rig, window);
        loop = new ClosedLoop(pipe, window, payload);
        recorder = new LoopRecorder("commit", params);
    }

    @Setup(Level.Iteration)
    public void begin() {
        loop.beginInterval();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void commit() {
        loop.complete(COMMANDS);
    }

    @TearDown(Level.Iteration)
    public void end(final IterationParams iteration) {
        loop.endInterval();
        recorder.record(loop.latencyNs(), iteration);
        loop.drain();
        rig.verify();
        requireEachOnce();
    }

    private void requireEachOnce() {
        final long applied = pipe.leader().witness().applied();
        if (applied != loop.offered()) {
            throw new SafetyViolation("the client was told that " + loop.offered()
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
