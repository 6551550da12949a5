package io.quorate.benchmarks;

import io.quorate.benchmarks.detect.Contender;
import io.quorate.benchmarks.detect.WatchedHour;
import io.quorate.benchmarks.detect.Weather;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a failure detector cost its duty cycle? One operation is one heartbeat of virtual time:
 * the heartbeat heard, the checks that fall due asked and answered, suspicion judged at each of
 * these moments. What a detector is worth is told by {@code quorate detectors}.
 *
 * <p>Expect some tens of nanoseconds, most of them chance's: against a heartbeat's 50 ms, nothing.
 * Compare with {@code election-timeout}, which does the least.
 */
@Answers("What does a failure detector cost its duty cycle?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DetectorBenchmark {
    @Param({"election-timeout-500..1000", "leader-check-100-200-x3", "phi-8", "rtt-3"})
    public String contender;

    @Param({"calm", "loss-2%"})
    public String weather;

    @Param({"42"})
    public int seed;

    private WatchedHour hour;

    @Setup(Level.Trial)
    public void begin() {
        hour = new WatchedHour(Contender.ofLabel(contender), Weather.ofLabel(weather), seed);
    }

    @Benchmark
    @OperationsPerInvocation(WatchedHour.HEARTBEATS)
    public void watch(final Blackhole blackhole) {
        blackhole.consume(hour.goOn());
    }
}
