package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.node.ReadLevel;
import java.util.Locale;
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
 * How many reads a second does a cluster that runs elsewhere answer at each level, and how long
 * does each take? A closed loop keeps {@code window} reads outstanding, sent over the network to
 * whoever leads, or to the {@code member} of an id. {@code quorate run --cluster FILE} names the
 * cluster. A lease needs members whose {@code promise} is set; without one such a read is confirmed
 * by a round.
 */
@Answers("How many reads a second does a cluster elsewhere answer at each level?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RemoteReadsBenchmark {
    private static final int READS = 1024;

    @Param({""})
    public String cluster;

    @Param({"linearizable", "lease", "bounded", "local"})
    public String level;

    @Param({"0"})
    public int member;

    @Param({"1", "64", "1024"})
    public int window;

    private ReadsPipe pipe;
    private ClosedLoop client;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        pipe = new ReadsPipe(RemoteCluster.named(cluster),
                ReadLevel.valueOf(level.toUpperCase(Locale.ROOT)), member);
        client = new ClosedLoop(pipe, window, ClosedLoop.PAYLOAD_MIN);
        recorder = new LoopRecorder("remote-read", params);
    }

    @Setup(Level.Iteration)
    public void begin() {
        client.beginInterval();
    }

    @Benchmark
    @OperationsPerInvocation(READS)
    public void read() {
        client.complete(READS);
    }

    @TearDown(Level.Iteration)
    public void end(final IterationParams iteration) {
        client.endInterval();
        recorder.record(client.latencyNs(), iteration);
        client.drain();
    }

    @TearDown(Level.Trial)
    public void stop() {
        recorder.close();
        pipe.close();
    }
}
