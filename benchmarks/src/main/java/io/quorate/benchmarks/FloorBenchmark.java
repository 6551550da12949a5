package io.quorate.benchmarks;

import io.quorate.benchmarks.floor.FloorRig;
import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.benchmarks.rig.DriverThread;
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
 * How fast could any three-node majority log over Aeron be? The least work that one has to do: copy
 * a command into a mapped log, ship it to two others, copy it there, acknowledge, count; without a
 * term, an index, a checksum or a state machine, all in one loop.
 *
 * <p>Expect microseconds at window 1, nearly all of them the kernel's for four datagrams; and
 * millions of commands a second at window 1024, where one datagram carries hundreds. No protocol
 * reaches it: a good one reaches a good part of it. With four {@code legs} the client is on the
 * network too, as {@link CommitThroughputBenchmark} has it by {@code client=network}, and as there
 * {@code driver=own-thread} takes the media driver out of the loop.
 */
@Answers("How fast could any three-node majority log over Aeron be?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FloorBenchmark {
    private static final int COMMANDS = 1024;

    @Param({"aeron-udp"})
    public String transport;

    @Param({"1", "64", "1024"})
    public int window;

    @Param({"32"})
    public int payload;

    @Param({"2"})
    public int legs;

    @Param({"auto"})
    public String driver;

    @Param({""})
    public String dir;

    private FloorRig rig;
    private ClosedLoop client;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        rig = new FloorRig(transport, payload, legs, DriverThread.ofLabel(driver),
                DataDirectory.parent(dir));
        client = new ClosedLoop(rig, window, payload);
        recorder = new LoopRecorder("floor", params);
    }

    @Setup(Level.Iteration)
    public void begin() {
        client.beginInterval();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void floor() {
        client.complete(COMMANDS);
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
        rig.close();
    }
}
