package io.quorate.benchmarks;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Producers;
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

/**
 * Do several producers get more committed than one? Each is a thread with a way in of its own, and
 * together they keep {@code window} commands outstanding at the leader; this thread turns the
 * members, or waits for theirs. One producer is the baseline of the others.
 *
 * <p>Expect the same from all of them, as one thread decides the order, until there are more
 * threads than cores: from then on the scheduler is part of it. No latencies are recorded.
 */
@Answers("Do several producers get more committed than one?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProducersBenchmark extends LoadParams {
    private static final int COMMANDS = 1024;

    @Param({"1", "2", "4", "8"})
    public int producers;

    @Param({"1024"})
    public int window;

    private ClusterRig rig;
    private Producers clients;
    private long goal;

    @Setup(Level.Trial)
    public void start(final BenchmarkParams params) {
        rig = launch(params);
        clients = new Producers(rig, producers, window);
    }

    /** What they complete between two iterations is nobody's. */
    @Setup(Level.Iteration)
    public void begin() {
        goal = clients.completed();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void commit() {
        goal += COMMANDS;
        clients.awaitCompleted(goal);
    }

    @TearDown(Level.Trial)
    public void stop() {
        clients.close();
        rig.verify();
        final long applied = rig.leader().witness().applied();
        rig.close();
        if (applied != clients.completed()) {
            throw new SafetyViolation("the producers were told that " + clients.completed()
                    + " commands are committed, and the leader applied " + applied);
        }
    }
}
