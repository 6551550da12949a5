package io.quorate.benchmarks;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.LoopRecorder;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.LeaderPipe;
import io.quorate.benchmarks.rig.Member;
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
 * How fast does a follower catch up that was away for {@code behind} entries, and what do commits
 * notice of it? It left its log open to the last, comes back, and is sent what it lacks while a
 * closed loop keeps {@code window} commands outstanding at the leader ({@link #catchUp}); or it is
 * there, and the load goes on for a second ({@link #baseline}).
 *
 * <p>The score is the time from the follower's first cycle until it has applied what the others
 * have, its links made anew and the leader's finding out where it stands included; {@code behind}
 * by that time is the rate. Expect half of {@link FloorBenchmark}'s, and a p99 of the live commits,
 * in the run's folder, within three times the baseline's. In one loop ({@code threading=inline})
 * the follower's work is in the leader's way as well, which it is not on machines of their own; its
 * log is opened there too, and so the timeouts are long.
 */
@Answers("How fast does a follower that was away catch up, and what do commits notice?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class CatchUpBenchmark extends ClusterParams {
    private static final int COMMANDS = 16;               // between two looks at the follower
    private static final int NEARLY = 1024;               // entries by which nobody is behind
    private static final int FAST = 1024;                 // the window while nobody looks

    @Param({"50"})
    public int heartbeatMs;

    @Param({"3000"})
    public int electionTimeoutMinMs;

    @Param({"6000"})
    public int electionTimeoutMaxMs;

    @Param({"1"})
    public int window;

    @Param({"1000000"})
    public int behind;

    @Param({"inline"})
    public String threading;

    private ClusterRig rig;
    private LeaderPipe livePipe;
    private LeaderPipe fastPipe;
    private ClosedLoop live;
    private ClosedLoop fast;
    private LoopRecorder recorder;
    private Member leader;
    private Member away;
    private boolean isCatchUp;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        if (nodes < 3) {
            throw new IllegalArgumentException("nodes=" + nodes + " leaves no majority while a"
                    + " follower is away: set nodes=3 or more");
        }
        rig = launch(params);
        livePipe = new LeaderPipe(rig, window);
        fastPipe = new LeaderPipe(rig, FAST);
        leader = livePipe.leader();
        live = new ClosedLoop(livePipe, window, payload);
        fast = new ClosedLoop(fastPipe, FAST, payload);
        isCatchUp = params.getBenchmark().endsWith(".catchUp");
        recorder = new LoopRecorder(isCatchUp ? "catch-up" : "catch-up-none", params);
    }

    /** A follower goes away, the others go on, and it is back before its first cycle. */
    @Setup(Level.Iteration)
    public void prepare() {
        if (isCatchUp) {
            away = rig.members().stream().filter(member -> member != leader).findFirst()
                    .orElseThrow();
            rig.crash(away);
            fast.complete(behind);
            fast.drain();
            rig.restart(away);
        }
        live.beginInterval();
    }

    @Benchmark
    public void baseline() {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (System.nanoTime() - endNs < 0) {
            live.complete(COMMANDS);
        }
    }

    @Benchmark
    public void catchUp() {
        do {
            live.complete(COMMANDS);
        } while (away.appliedIndex() < leader.commitIndex() - NEARLY);
    }

    @TearDown(Level.Iteration)
    public void end(final IterationParams iteration) {
        live.endInterval();
        recorder.record(live.latencyNs(), iteration);
        live.drain();
        rig.verify();
    }

    @TearDown(Level.Trial)
    public void stop() {
        recorder.close();
        livePipe.close();
        fastPipe.close();
        rig.close();
    }
}
