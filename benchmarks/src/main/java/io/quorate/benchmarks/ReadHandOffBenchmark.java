package io.quorate.benchmarks;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.HandOff;
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
 * How many reads a second could there be if nobody had to answer them? The baseline of
 * {@link ReadBenchmark}: the same client and the same kinds of rings, in one thread, with nothing
 * between them. No read can be faster; batched ones should come near.
 */
@Answers("How many reads a second could there be if nobody had to answer them?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadHandOffBenchmark {
    private static final int READS = 1024;

    @Param({"32"})
    public int payload;

    @Param({"1", "64", "1024"})
    public int window;

    private ClosedLoop client;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        client = new ClosedLoop(new HandOff(window, payload), window, payload);
        recorder = new LoopRecorder("handOff", params);
    }

    @Setup(Level.Iteration)
    public void begin() {
        client.beginInterval();
    }

    @Benchmark
    @OperationsPerInvocation(READS)
    public void handOff() {
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
    }
}
