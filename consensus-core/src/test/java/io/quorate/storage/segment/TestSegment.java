package io.quorate.storage.segment;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** A file of a {@link TestDisk}. */
final class TestSegment implements OpenSegment, SealedSegment {
    private static final int SECTOR = 512;

    private final TestDisk disk;
    private final int number;
    private final byte[] bytes;
    private final UnsafeBuffer memory;
    private final UnsafeBuffer batch = new UnsafeBuffer(0, 0);
    private byte[] synced;
    private volatile int end;                // of what a sync is to keep
    private int keptAside = NONE;

    TestSegment(final TestDisk disk, final int number, final byte[] bytes) {
        this.disk = disk;
        this.number = number;
        this.bytes = bytes;
        this.memory = new UnsafeBuffer(bytes);
        this.synced = bytes.clone();
    }

    /** All of its bytes, for tests to damage. */
    byte[] bytes() {
        return bytes;
    }

    /** From where on something was set aside. */
    int keptAside() {
        return keptAside;
    }

    private int end() {
        return end;
    }

    byte[] image() {
        return Arrays.copyOf(Arrays.copyOf(bytes, end), bytes.length);
    }

    void onSynced(final byte[] image) {
        synced = image;
    }

    TestSegment after(final TestDisk restarted, final Random chance) {
        final byte[] found = bytes.clone();
        for (int at = 0; chance != null && at < found.length; at += SECTOR) {
            if (chance.nextBoolean()) {
                System.arraycopy(synced, at, found, at, Math.min(SECTOR, found.length - at));
            }
        }
        final TestSegment segment = new TestSegment(restarted, number, found);
        segment.end = found.length;
        return segment;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Path file() {
        return Path.of(number + ".log");
    }

    @Override
    public UnsafeBuffer memory() {
        return memory;
    }

    @Override
    public int room() {
        return bytes.length - end;
    }

    @Override
    public int begin(final int bytes) {
        batch.wrap(memory, end, Math.min(room(), Math.max(bytes, disk.longestBatch())));
        return end;
    }

    @Override
    public UnsafeBuffer batch() {
        return batch;
    }

    @Override
    public void publish(final int length) {
        memory.putInt(end, length, ByteOrder.LITTLE_ENDIAN);
        end = end() + length;
    }

    @Override
    public int published(final int from) {
        return from <= bytes.length - Batch.HEADER_LENGTH && memory.getInt(from) != 0 ? from : NONE;
    }

    @Override
    public void setAside(final int from) {
        keptAside = from;
        Arrays.fill(bytes, from, bytes.length, (byte) 0);
        if (from == 0) {
            disk.remove(number);
        }
    }

    @Override
    public void force() throws IOException {
        disk.sync(this);
    }

    @Override
    public void delete() {
        disk.remove(number);
    }

    @Override
    public void close() {
        // the bytes stay, as those of a file do
    }
}
