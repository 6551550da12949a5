package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.node.Adapters;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does an entry cost a log: appended one by one, appended as a run that came from a leader,
 * and read back as a run? 64 entries make a batch, as a busy duty cycle gathers them; the log is
 * purged behind them, as by snapshots. The baseline of the runs is the copy of as many bytes.
 */
@Answers("What does an entry cost a log, appended and read, in memory and in files?")
public class LogBenchmark extends Part {
    private static final int BATCH = 64;
    private static final int KEPT = 1 << 16;

    @Param({"memory", "mapped", "chronicle"})
    public String storage;

    @Param({"32"})
    public int payload;

    private DataDirectory directory;
    private Storage disk;
    private LogStorage log;
    private UnsafeBuffer command;
    private UnsafeBuffer run;
    private UnsafeBuffer copied;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private long readFrom = 1;

    @Setup(Level.Trial)
    public void open() {
        directory = DataDirectory.in(DataDirectory.parent(""), "log");
        disk = Adapters.storage(storage).open(StorageFactory.Settings.of(directory.path(), 1, 1,
                "memory".equals(storage) ? Durability.MEMORY : Durability.PAGE_CACHE, true));
        log = disk.log();
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        final int frameLength = EntryFrame.frameLength(payload);
        run = new UnsafeBuffer(ByteBuffer.allocateDirect(BATCH * frameLength));
        copied = new UnsafeBuffer(ByteBuffer.allocateDirect(BATCH * frameLength));
        while (log.lastIndex() < BATCH) {
            append();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        disk.close();
        directory.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long append() {
        awaitRoom();
        for (int i = 0; i < BATCH; i++) {
            log.append(1, EntryType.COMMAND, command, 0, payload);
        }
        return endBatch();
    }

    /** The frames are written here too, as their indexes must continue the log. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long appendRun() {
        awaitRoom();
        final long last = log.lastIndex();
        int length = 0;
        for (int i = 1; i <= BATCH; i++) {
            length += EntryFrame.write(run, length, last + i, 1, EntryType.COMMAND, command, 0,
                    payload);
        }
        log.appendRun(run, 0, length, last + BATCH);
        return endBatch();
    }

    /** The part of {@link #appendRun} that is not the log's. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public UnsafeBuffer writeRunAndCopy() {
        int length = 0;
        for (int i = 1; i <= BATCH; i++) {
            length += EntryFrame.write(run, length, i, 1, EntryType.COMMAND, command, 0, payload);
        }
        copied.putBytes(0, run, 0, length);
        return copied;
    }

    @Benchmark
    public long readRun() {
        readFrom = Math.max(readFrom, log.firstIndex());
        final long to = log.read(readFrom, log.lastIndex(), run.capacity(), view);
        readFrom = to < log.lastIndex() ? to + 1 : log.firstIndex();
        return to;
    }

    private long endBatch() {
        log.endBatch();
        if (log.lastIndex() - log.firstIndex() > 2 * KEPT) {
            log.purgeTo(Math.min(log.durableIndex(), log.lastIndex() - KEPT));
        }
        return log.lastIndex();
    }

    private void awaitRoom() {
        while (!log.hasRoom(run.capacity())) {
            LockSupport.parkNanos(1_000);
        }
    }
}
