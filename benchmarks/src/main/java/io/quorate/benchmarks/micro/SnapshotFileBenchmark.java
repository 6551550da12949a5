package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.node.Adapters;
import io.quorate.port.Durability;
import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotWriter;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.raft.Configuration;
import io.quorate.wire.SnapshotBlock;
import io.quorate.wire.SnapshotBuilder;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast is a snapshot written until it is durable, and read again? Its blocks are made once, and
 * checked by the writer as those of any snapshot. The baseline of reading is a copy in memory.
 */
@Answers("How fast is a snapshot written until it is durable, and read again?")
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SnapshotFileBenchmark extends Part {
    private static final long CLUSTER = 1;
    private static final int SLICE_BYTES = 256 << 10;
    private static final int RECORD_BYTES = 1000;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    @Param({"memory", "mapped"})
    public String storage;

    @Param({"16"})
    public int mebibytes;

    private final UnsafeBuffer slice = new UnsafeBuffer(ByteBuffer.allocateDirect(SLICE_BYTES));
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES]);
    private final SnapshotBuilder builder = new SnapshotBuilder();
    private final DirectBuffer configuration = Configuration.EMPTY.encode();
    private DataDirectory directory;
    private Storage disk;
    private UnsafeBuffer copied;
    private long lastIndex;

    @Setup(Level.Trial)
    public void open() {
        directory = DataDirectory.in(DataDirectory.parent(""), "snapshot");
        disk = Adapters.storage(storage).open(StorageFactory.Settings.of(directory.path(), CLUSTER,
                1, "memory".equals(storage) ? Durability.MEMORY : Durability.FSYNC, true));
        copied = new UnsafeBuffer(ByteBuffer.allocateDirect(SLICE_BYTES));
        write();
    }

    @TearDown(Level.Trial)
    public void close() {
        disk.close();
        directory.close();
    }

    @Benchmark
    public SnapshotWriter.State write() {
        final SnapshotWriter writer = disk.snapshots().begin(++lastIndex, 1);
        builder.begin(CLUSTER, lastIndex, 1, 1);
        builder.configuration(configuration, 0, configuration.capacity());
        builder.section(SnapshotBlock.MACHINE);
        for (long put = 0; put < (long) mebibytes << 20; put += RECORD_BYTES) {
            builder.put(record, 0, RECORD_BYTES);
            if (builder.length() >= SLICE_BYTES) {
                builder.seal();
                offer(writer);
            }
        }
        builder.end();
        offer(writer);
        writer.finish();
        return awaitDurable(writer);
    }

    private void offer(final SnapshotWriter writer) {
        int taken = 0;
        while (taken < builder.length()) {
            final int more = writer.offer(builder.buffer(), taken, builder.length() - taken);
            taken += more;
            if (more == 0) {
                LockSupport.parkNanos(1_000);
            }
        }
        builder.clear();
    }

    private static SnapshotWriter.State awaitDurable(final SnapshotWriter writer) {
        final long fromNs = System.nanoTime();
        while (writer.state() == SnapshotWriter.State.WRITING) {
            if (System.nanoTime() - fromNs > DEADLINE_NS) {
                throw new IllegalStateException("the snapshot is not durable after a minute");
            }
            LockSupport.parkNanos(10_000);
        }
        if (writer.state() != SnapshotWriter.State.DURABLE) {
            throw new IllegalStateException("the snapshot is " + writer.state());
        }
        return writer.state();
    }

    @Benchmark
    public long read() {
        final Snapshot newest = disk.snapshots().newest();
        for (long at = 0; at < newest.length(); at += SLICE_BYTES) {
            newest.read(at, slice, 0, (int) Math.min(SLICE_BYTES, newest.length() - at));
        }
        return newest.length();
    }

    @Benchmark
    public UnsafeBuffer copy() {
        for (int at = 0; at < mebibytes << 20; at += SLICE_BYTES) {
            copied.putBytes(0, slice, 0, SLICE_BYTES);
        }
        return copied;
    }
}
