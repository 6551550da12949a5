package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.load.OpenLoop;
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
 * How long does a commit take in a cluster that runs elsewhere, while commands come at a fixed rate
 * over the network? Each latency counts from the moment at which the put was due. {@code quorate
 * run --cluster FILE} names the cluster.
 *
 * <p>The score is the rate that was achieved. After each iteration the newest value is read back;
 * one that is not there is an error.
 */
@Answers("How long does a commit take in a cluster elsewhere while commands come at a fixed rate?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RemoteLatencyBenchmark {
    private static final int COMMANDS = 256;
    private static final int WINDOW = 1024;

    @Param({""})
    public String cluster;

    @Param({"32"})
    public int payload;

    @Param({"2000"})
    public int rate;

    private WritePipe pipe;
    private OpenLoop client;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        pipe = new WritePipe(RemoteCluster.named(cluster), WINDOW, payload);
        client = new OpenLoop(pipe, rate, WINDOW, payload);
        recorder = new LoopRecorder("remote-open", params);
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
        pipe.verify();
    }

    @TearDown(Level.Trial)
    public void stop() {
        recorder.close();
        pipe.close();
    }
}
