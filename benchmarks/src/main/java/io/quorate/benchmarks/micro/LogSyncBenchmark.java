package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.node.Adapters;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long until a batch that is appended is durable? It is published, the log's own thread syncs
 * it, and this one asks until it is done. Expect the disk's time, whatever the segments are made
 * of: the mapped log is Chronicle's baseline.
 */
@Answers("How long does it take until a batch is durable?")
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LogSyncBenchmark extends Part {
    private static final int KEPT = 1 << 16;

    @Param({"mapped", "chronicle"})
    public String storage;

    @Param({"1", "16", "256"})
    public int batch;

    @Param({"32"})
    public int payload;

    @Param({""})
    public String dir;

    private DataDirectory directory;
    private Storage disk;
    private LogStorage log;
    private LogFiller filler;

    @Setup(Level.Trial)
    public void open() {
        directory = DataDirectory.in(DataDirectory.parent(dir), "sync");
        disk = Adapters.storage(storage).open(StorageFactory.Settings.of(directory.path(), 1, 1,
                Durability.FSYNC, true));
        log = disk.log();
        filler = new LogFiller(log, payload);
    }

    @TearDown(Level.Trial)
    public void close() {
        disk.close();
        directory.close();
    }

    @Benchmark
    public long sync() {
        filler.append(batch);
        while (log.durableIndex() < log.lastIndex()) {
            Thread.onSpinWait();
        }
        if (log.lastIndex() - log.firstIndex() > 2 * KEPT) {
            log.purgeTo(log.lastIndex() - KEPT);
        }
        return log.lastIndex();
    }
}
