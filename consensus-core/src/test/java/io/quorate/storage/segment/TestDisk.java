package io.quorate.storage.segment;

import io.quorate.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory, whose syncs wait for leave and fail when told to, and whose power can be cut:
 * then each sector is as it was last synced or as it was last stored, as chance will have it.
 */
final class TestDisk implements Segments {
    private final int segmentBytes;
    private final TreeMap<Integer, TestSegment> files = new TreeMap<>();   // guarded by this
    private int leaves = Integer.MAX_VALUE;         // for so many syncs to return
    private volatile int longestBatch = Integer.MAX_VALUE;
    private boolean isFull;
    private int waiting;
    private int syncs;
    private Throwable nextFailure;

    TestDisk(final int segmentBytes) {
        this.segmentBytes = segmentBytes;
    }

    /** What a disk holds after a crash: of this process if nothing was forgotten, else of power. */
    private TestDisk(final TestDisk crashed, final Random chance) {
        this(crashed.segmentBytes);
        crashed.files.forEach((number, segment) -> files.put(number, segment.after(this, chance)));
    }

    @Override
    public synchronized List<SealedSegment> sealed() {
        return new ArrayList<>(files.values());
    }

    @Override
    public synchronized OpenSegment create(final int number) throws IOException {
        if (isFull) {
            throw new IOException("No space left on device");
        }
        files.put(number, new TestSegment(this, number, new byte[segmentBytes]));
        return files.get(number);
    }

    @Override
    public int maxBatchLength() {
        return segmentBytes;
    }

    int longestBatch() {
        return longestBatch;
    }

    /** Batches become no longer than that, unless what they are begun for is. */
    void limitBatches(final int bytes) {
        longestBatch = bytes;
    }

    synchronized TestSegment file(final int number) {
        return files.get(number);
    }

    synchronized List<Integer> numbers() {
        return List.copyOf(files.keySet());
    }

    synchronized void remove(final int number) {
        files.remove(number);
    }

    /** From now on no sync returns before {@link #release}. */
    synchronized void hold() {
        leaves = 0;
    }

    synchronized void release() {
        release(Integer.MAX_VALUE);
    }

    /** So many syncs may return. */
    synchronized void release(final int count) {
        leaves = count;
        notifyAll();
    }

    synchronized void fill() {
        isFull = true;
    }

    /** The next sync ends with that. */
    synchronized void failNext(final Throwable failure) {
        nextFailure = failure;
    }

    synchronized int syncs() {
        return syncs;
    }

    /** Returns when a sync is waiting for its release. */
    synchronized void awaitSync() throws InterruptedException {
        final long deadline = System.nanoTime() + Await.PATIENCE.toNanos();
        while (waiting == 0 || leaves > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody syncs");
            }
            wait(10);
        }
    }

    /** A sync: what was published before it counts from when it returns. */
    synchronized void sync(final TestSegment segment) throws IOException {
        final byte[] image = segment.image();
        waiting++;
        try {
            while (leaves == 0) {
                wait();
            }
            leaves--;
        } catch (final InterruptedException e) {
            throw new IOException(e);
        } finally {
            waiting--;
        }
        syncs++;
        if (nextFailure instanceof IOException failure) {
            throw failure;
        }
        if (nextFailure instanceof InternalError failure) {
            throw failure;
        }
        segment.onSynced(image);
    }

    /** What another process finds when this one was killed. */
    synchronized TestDisk afterKill() {
        return new TestDisk(this, null);
    }

    /** What is found when power comes back. */
    synchronized TestDisk afterPowerLoss(final Random chance) {
        return new TestDisk(this, chance);
    }
}
