package io.quorate.benchmarks;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Fitting;
import io.quorate.benchmarks.rig.ReadPipe;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.node.ReadLevel;
import io.quorate.raft.RaftConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
 * How many reads a second does a member answer at each level, and how long does each take? A closed
 * loop keeps {@code window} reads outstanding at the leader, at a follower or at an observer; an
 * operation is a read that was answered by the state machine.
 *
 * <p>With window 1 a linearizable read costs the leader a round trip to a quorum, and a follower
 * one more to its leader; with window 1024 all that wait share one. Expect a leader's reads by
 * lease, and local ones, near {@link ReadHandOffBenchmark}, which hands the same bytes through the
 * same rings and does nothing else. {@link CommitThroughputBenchmark} has what writes cost.
 */
@Answers("How many reads a second does a member answer at each level, and how long does each take?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadBenchmark extends LoadParams {
    private static final int READS = 1024;

    @Param({"linearizable", "lease", "bounded", "local"})
    public String level;

    @Param({"leader", "follower", "observer"})
    public String member;

    @Param({"1", "64", "1024"})
    public int window;

    private ClusterRig rig;
    private ReadPipe pipe;
    private ClosedLoop client;
    private LoopRecorder recorder;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        final ReadPipe.At at = ReadPipe.At.valueOf(member.toUpperCase(Locale.ROOT));
        final Map<String, String> words = new TreeMap<>(Params.of(params));
        words.put("observers", at == ReadPipe.At.OBSERVER ? "1" : "0");
        rig = ClusterRig.launch(RigConfig.of(words), new Promising());
        pipe = new ReadPipe(rig, ReadLevel.valueOf(level.toUpperCase(Locale.ROOT)), at, window);
        client = new ClosedLoop(pipe, window, payload);
        recorder = new LoopRecorder("read", params);
    }

    /** Followers promise their loyalty for the shortest election timeout, so that leases exist. */
    private static final class Promising implements Fitting {
        @Override
        public RaftConfig config(final RaftConfig usual) {
            return usual.withPromise(usual.electionTimeoutNsMin());
        }
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
        rig.close();
    }
}
