package io.quorate.benchmarks;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.load.Pipe;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the stamps and the histogram of a closed loop cost a command? {@code recorded} is the
 * client of {@link CommitThroughputBenchmark} in front of nothing; {@code bare} offers the same and
 * keeps no time. The difference is what every throughput of this suite has paid; beside the time of
 * a commit at that window it is the overhead of the harness.
 */
@Answers("What do the stamps and the histogram of a closed loop cost a command?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HarnessBenchmark {
    private static final int COMMANDS = 1024;

    @Param({"32"})
    public int payload;

    @Param({"1", "64", "1024"})
    public int window;

    private final Immediate pipe = new Immediate();
    private UnsafeBuffer command;
    private ClosedLoop client;
    private long offered;
    private long goal;

    /** Completes with each turn what it has taken. */
    private static final class Immediate implements Pipe {
        private long taken;
        private long completed;

        @Override
        public boolean offer(final DirectBuffer command, final int offset, final int length) {
            taken++;
            return true;
        }

        @Override
        public void turn() {
            completed = taken;
        }

        @Override
        public long completed() {
            return completed;
        }
    }

    @Setup(Level.Trial)
    public void start() {
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        client = new ClosedLoop(pipe, window, payload);
    }

    /** Nothing is kept from the iteration before. */
    @Setup(Level.Iteration)
    public void begin() {
        client.beginInterval();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long bare() {
        goal += COMMANDS;
        while (pipe.completed() < goal) {
            offered = pipe.completed();
            while (offered - pipe.completed() < window) {
                command.putLong(0, offered);
                pipe.offer(command, 0, command.capacity());
                offered++;
            }
            pipe.turn();
        }
        return offered;
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void recorded() {
        client.complete(COMMANDS);
    }
}
