package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.port.Storage;
import io.quorate.wire.Crc32c;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How long does a member take to open a log of so many entries, every checksum looked at? Another
 * process has just written it, so that its pages are in memory, and closed it in order ({@link
 * #afterClose}) or ended without a word ({@link #afterKill}). Each fork opens it once, as a member
 * does that starts: nothing of its code is compiled yet.
 *
 * <p>The baseline is a checksum over the same bytes, file by file in one go. Expect less than a
 * second for ten million entries; 10^8 of 32 bytes take 6 GiB, so {@code -p entries=100000000
 * -p dir=} a disk with room.
 */
@Answers("How long does it take to open a long log, after it was closed and after a kill?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class OpeningBenchmark extends Part {
    @Param({"mapped", "chronicle"})
    public String storage;

    @Param({"10000000"})
    public long entries;

    @Param({"32"})
    public int payload;

    @Param({""})
    public String dir;

    private DataDirectory directory;
    private Path member;
    private boolean isKilled;
    private Storage opened;

    @Setup(Level.Trial)
    public void begin(final BenchmarkParams params) {
        directory = DataDirectory.in(DataDirectory.parent(dir), "opening");
        member = directory.path().resolve("member-1");
        isKilled = params.getBenchmark().endsWith(".afterKill");
    }

    /** What is measured closes the log; so a kill must come before each time. */
    @Setup(Level.Iteration)
    public void fill() {
        LogFiller.fillElsewhere(storage, member, entries, payload, isKilled);
    }

    @Benchmark
    public Storage afterClose() {
        opened = LogFiller.open(storage, member);
        return opened;
    }

    @Benchmark
    public Storage afterKill() {
        opened = LogFiller.open(storage, member);
        return opened;
    }

    @Benchmark
    public int checksums() throws IOException {
        final UnsafeBuffer memory = new UnsafeBuffer(0, 0);
        int all = 0;
        for (final Path file : files()) {
            try (FileChannel channel = FileChannel.open(file)) {
                final var mapping = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                memory.wrap(mapping);
                all ^= Crc32c.of(memory, 0, memory.capacity());
                IoUtil.unmap(mapping);
            }
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(member)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @TearDown(Level.Iteration)
    public void verify() {
        if (opened == null) {
            return;                          // the baseline
        }
        try (Storage storageToClose = opened) {
            opened = null;
            if (storageToClose.log().lastIndex() < entries) {
                throw new IllegalStateException("of " + entries + " entries "
                        + storageToClose.log().lastIndex() + " were found");
            }
        }
    }

    @TearDown(Level.Trial)
    public void end() {
        directory.close();
    }
}
