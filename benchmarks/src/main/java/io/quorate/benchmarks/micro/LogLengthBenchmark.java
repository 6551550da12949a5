package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.port.Storage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does an append cost more in a long log? A million entries are appended to one that has {@code
 * entries}, and nothing is purged; the score is the time of one. The shortest log is the baseline
 * of the others: expect no difference that a longer log explains.
 *
 * <p>What the kernel writes back meanwhile is in it: 10^8 entries of 32 bytes are 6 GiB, and a disk
 * that cannot take them as fast as they come holds the log up, not its length.
 */
@Answers("Does an append cost more in a log that is long?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 0)
public class LogLengthBenchmark extends Part {
    private static final int STRETCH = 1_000_000;

    @Param({"mapped", "chronicle"})
    public String storage;

    @Param({"1000000", "10000000"})
    public long entries;

    @Param({"32"})
    public int payload;

    @Param({""})
    public String dir;

    private DataDirectory directory;
    private Storage opened;
    private LogFiller filler;

    /** As many as warm the code up, at the very least. */
    @Setup(Level.Trial)
    public void fill() {
        directory = DataDirectory.in(DataDirectory.parent(dir), "length");
        opened = LogFiller.open(storage, directory.path().resolve("member-1"));
        filler = new LogFiller(opened.log(), payload);
        filler.fill(entries);
    }

    @Benchmark
    @OperationsPerInvocation(STRETCH)
    public void append() {
        filler.fill(opened.log().lastIndex() + STRETCH);
    }

    @TearDown(Level.Trial)
    public void end() {
        opened.close();
        directory.close();
    }
}
