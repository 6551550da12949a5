package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
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
 * How many commands a second does a cluster that runs elsewhere commit, and how long does each
 * take? A closed loop keeps {@code window} puts outstanding, sent over the network by one client;
 * an operation is a put that was answered as committed. {@code quorate run --cluster FILE} names
 * the cluster, whose members have settings, storage and durability of their own.
 *
 * <p>Expect what {@code CommitThroughput -p client=network} shows, and the network's round trips
 * more. After each iteration the newest value is read back; one that is not there is an error.
 */
@Answers("How many commands a second does a cluster elsewhere commit, and how long does each take?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RemoteCommitsBenchmark {
    private static final int COMMANDS = 1024;

    @Param({""})
    public String cluster;

    @Param({"32"})
    public int payload;

    @Param({"1", "64", "1024"})
    public int window;

    private WritePipe pipe;
    private ClosedLoop loop;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        pipe = new WritePipe(RemoteCluster.named(cluster), window, payload);
        loop = new ClosedLoop(pipe, window, payload);
        recorder = new LoopRecorder("remote-commit", params);
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
        pipe.verify();
    }

    @TearDown(Level.Trial)
    public void stop() {
        recorder.close();
        pipe.close();
    }
}
