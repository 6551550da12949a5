package io.quorate.benchmarks;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.LeaderPipe;
import io.quorate.benchmarks.rig.Member;
import io.quorate.benchmarks.rig.RigConfig;
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

/**
 * What do commits notice of a snapshot? A closed loop keeps {@code window} commands outstanding at
 * a leader whose state machine has {@code megabytes} of state, for as long as one snapshot takes:
 * while the leader takes it ({@link #taken}), or while a member that was away gets it, restores it
 * and catches up ({@link #installed}); or for a second in which nothing of the kind happens
 * ({@link #baseline}).
 *
 * <p>The score is how long that took. What it is about are the latencies beside it, in the run's
 * folder and by {@code -prof io.quorate.benchmarks.load.LatencyProfiler}: expect a p99 within three
 * times the baseline's. They are those of a closed loop, which waits: a stall counts once for each
 * command of the window. In one loop ({@code threading=inline}) the returning member's work is in
 * the leader's way as well, which it is not where each has a machine of its own.
 */
@Answers("What do commits notice while a snapshot is taken or installed?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
public class SnapshotBenchmark extends LoadParams {
    private static final int COMMANDS = 16;               // between two looks at the snapshot
    private static final int NEARLY = 1024;               // entries by which nobody is behind

    @Param({"1"})
    public int window;

    @Param({"256"})
    public int megabytes;

    private ClusterRig rig;
    private LeaderPipe pipe;
    private ClosedLoop client;
    private LoopRecorder recorder;
    private Member leader;
    private Member away;
    private long awayCovered;                             // by its own snapshot, as it left
    private boolean isInstall;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        rig = ClusterRig.launch(RigConfig.of(Params.of(params)), (long) megabytes << 20);
        pipe = new LeaderPipe(rig, window);
        leader = pipe.leader();
        client = new ClosedLoop(pipe, window, payload);
        isInstall = params.getBenchmark().endsWith(".installed");
        recorder = new LoopRecorder(isInstall ? "snapshot-installed"
                : params.getBenchmark().endsWith(".taken") ? "snapshot-taken" : "snapshot-none",
                params);
        if (isInstall && nodes < 3) {
            throw new IllegalArgumentException("nodes=" + nodes + " leaves no majority while a"
                    + " member is away: set nodes=3 or more");
        }
    }

    /** A member goes away, and its leader drops what it will lack. */
    @Setup(Level.Iteration)
    public void prepare() {
        client.complete(NEARLY);
        if (isInstall) {
            away = rig.members().stream().filter(member -> member != leader).findFirst()
                    .orElseThrow();
            awayCovered = away.snapshotIndex();
            rig.crash(away);
            while (leader.lowestIndex() <= away.lastIndex() + 1) {
                takeSnapshot();
            }
            rig.restart(away);
        }
        client.beginInterval();
    }

    @Benchmark
    public void baseline() {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (System.nanoTime() - endNs < 0) {
            client.complete(COMMANDS);
        }
    }

    @Benchmark
    public void taken() {
        takeSnapshot();
    }

    private void takeSnapshot() {
        client.complete(COMMANDS);
        final long before = leader.snapshotIndex();
        leader.takeSnapshot();
        while (leader.snapshotIndex() == before) {
            client.complete(COMMANDS);
        }
    }

    @Benchmark
    public void installed() {
        while (away.snapshotIndex() == awayCovered
                || away.appliedIndex() < leader.commitIndex() - NEARLY) {
            client.complete(COMMANDS);
        }
    }

    @TearDown(Level.Iteration)
    public void end(final IterationParams iteration) {
        client.endInterval();
        recorder.record(client.latencyNs(), iteration);
        client.drain();
        rig.verify();
    }

    @TearDown(Level.Trial)
    public void stop() {
        recorder.close();
        pipe.close();
        rig.close();
    }
}
