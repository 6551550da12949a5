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
import java.util.SplittableRandom;
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
 * read back as a run, and looked up anywhere? {@code batch} entries make a batch, 64 as a busy duty
 * cycle gathers them; the log is purged behind them, as by snapshots. The baseline of the runs is
 * the copy of as many bytes.
 */
@Answers("What does an entry cost a log, appended and read, in memory and in files?")
public class LogBenchmark extends Part {
    private static final int ENTRIES = 128;
    private static final int READ = 64;
    private static final int KEPT = 1 << 16;

    @Param({"memory", "mapped", "chronicle"})
    public String storage;

    @Param({"32"})
    public int payload;

    @Param({"64"})
    public int batch;

    private DataDirectory directory;
    private Storage disk;
    private LogStorage log;
    private UnsafeBuffer command;
    private UnsafeBuffer run;
    private UnsafeBuffer copied;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final SplittableRandom random = new SplittableRandom(42);
    private long readFrom = 1;

    @Setup(Level.Trial)
    public void open() {
        if (batch < 1 || ENTRIES % batch != 0) {
            throw new IllegalArgumentException("batch must divide " + ENTRIES + ", not " + batch);
        }
        directory = DataDirectory.in(DataDirectory.parent(""), "log");
        disk = Adapters.storage(storage).open(StorageFactory.Settings.of(directory.path(), 1, 1,
                "memory".equals(storage) ? Durability.MEMORY : Durability.PAGE_CACHE, true));
        log = disk.log();
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        final int frameLength = EntryFrame.frameLength(payload);
        run = new UnsafeBuffer(ByteBuffer.allocateDirect(ENTRIES * frameLength));
        copied = new UnsafeBuffer(ByteBuffer.allocateDirect(ENTRIES * frameLength));
        while (log.lastIndex() < KEPT) {
            append();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        disk.close();
        directory.close();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long append() {
        for (int begun = 0; begun < ENTRIES; begun += batch) {
            awaitRoom();
            for (int i = 0; i < batch; i++) {
                log.append(1, EntryType.COMMAND, command, 0, payload);
            }
            endBatch();
        }
        return log.lastIndex();
    }

    /** The frames are written here too, as their indexes must continue the log. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long appendRun() {
        for (int begun = 0; begun < ENTRIES; begun += batch) {
            awaitRoom();
            final long last = log.lastIndex();
            log.appendRun(run, 0, writeRun(last), last + batch);
            endBatch();
        }
        return log.lastIndex();
    }

    /** The part of {@link #appendRun} that is not the log's. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public UnsafeBuffer writeRunAndCopy() {
        for (int begun = 0; begun < ENTRIES; begun += batch) {
            copied.putBytes(0, run, 0, writeRun(begun));
        }
        return copied;
    }

    private int writeRun(final long last) {
        int length = 0;
        for (int i = 1; i <= batch; i++) {
            length += EntryFrame.write(run, length, last + i, 1, EntryType.COMMAND, command, 0,
                    payload);
        }
        return length;
    }

    @Benchmark
    public long readRun() {
        readFrom = Math.max(readFrom, log.firstIndex());
        final long to = log.read(readFrom, log.lastIndex(), bytes(READ), view);
        readFrom = to < log.lastIndex() ? to + 1 : log.firstIndex();
        return to;
    }

    /** Of a log that is as long as it is kept. */
    @Benchmark
    public long readAnywhere() {
        final long index = random.nextLong(log.firstIndex(), log.lastIndex() + 1);
        log.read(index, index, bytes(1), view);
        return view.getLong(0);
    }

    private int bytes(final int entries) {
        return entries * EntryFrame.frameLength(payload);
    }

    private void endBatch() {
        log.endBatch();
        if (log.lastIndex() - log.firstIndex() > 2 * KEPT) {
            log.purgeTo(Math.min(log.durableIndex(), log.lastIndex() - KEPT));
        }
    }

    private void awaitRoom() {
        while (!log.hasRoom(bytes(batch))) {
            LockSupport.parkNanos(1_000);
        }
    }
}
