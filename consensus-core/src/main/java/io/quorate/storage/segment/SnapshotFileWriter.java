package io.quorate.storage.segment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quorate.port.Durability;
import io.quorate.port.SnapshotWriter;
import io.quorate.storage.Disk;
import io.quorate.wire.SnapshotCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A snapshot file as it comes to be: the node's thread fills a ring, a helper empties it, checks
 * what passes and writes it to a file of a temporary name.
 * <pre>
 *   offer ──► [ . . . # # # # . . . ] ──► check, write, force now and then ──► rename
 *                     ^ written ^ taken
 * </pre>
 */
final class SnapshotFileWriter implements SnapshotWriter {
    private static final int RING_BYTES = 1 << 20;
    private static final int SLICE_BYTES = 128 << 10;
    private static final long FORCED_BYTES = 4 << 20;  // more at once would hold up the log's syncs

    private final SnapshotFiles store;
    private final SnapshotDirectory directory;
    private final Durability durability;
    private final long lastIndex;
    private final long lastTerm;
    private final UnsafeBuffer ring = new UnsafeBuffer(new byte[RING_BYTES]);
    private final SnapshotCheck check;       // this and the channel are the helper's
    private FileChannel channel;
    private long forced;
    private volatile long taken;
    private volatile long written;
    private volatile boolean isFinished;
    private volatile boolean isAbandoned;
    private volatile boolean isDamaged;
    private volatile SnapshotFile made;

    SnapshotFileWriter(final SnapshotFiles store, final SnapshotDirectory directory,
            final Durability durability, final long lastIndex, final long lastTerm) {
        this.store = store;
        this.directory = directory;
        this.durability = durability;
        this.lastIndex = lastIndex;
        this.lastTerm = lastTerm;
        check = new SnapshotCheck(directory.clusterId(), lastIndex, lastTerm);
    }

    // ---- the node's thread ----------------------------------------------------------------------

    @Override
    public long lastIndex() {
        return lastIndex;
    }

    @Override
    public long lastTerm() {
        return lastTerm;
    }

    @Override
    public int offer(final DirectBuffer bytes, final int offset, final int length) {
        store.check();
        if (isDamaged) {
            return length;                   // of no use to anybody: state() says so
        }
        final long end = taken;
        final int room = (int) (RING_BYTES - (end - written));
        final int count = Math.min(length, room);
        final int at = (int) end & RING_BYTES - 1;
        final int first = Math.min(count, RING_BYTES - at);
        ring.putBytes(at, bytes, offset, first);
        ring.putBytes(0, bytes, offset + first, count - first);
        taken = end + count;
        store.wake();
        return count;
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void finish() {
        isFinished = true;
        store.wake();
    }

    @Override
    public State state() {
        store.check();
        store.settle();
        if (made != null) {
            return State.DURABLE;
        }
        return isDamaged || isAbandoned ? State.DAMAGED : State.WRITING;
    }

    @Override
    public void abandon() {
        isAbandoned = true;
        store.wake();
    }

    /** The snapshot, once it is durable. */
    SnapshotFile made() {
        return made;
    }

    // ---- the helper -----------------------------------------------------------------------------

    /** Whether there is nothing left to do. */
    boolean isOver() {
        return made != null || (isDamaged || isAbandoned) && channel == null;
    }

    /** Does a piece of the work; false when there was none. */
    boolean work() throws IOException {
        if (isAbandoned || isDamaged) {
            giveUp();
            return true;
        }
        final boolean isLast = isFinished;   // before we look at how much there is
        final int count = (int) Math.min(taken - written, SLICE_BYTES);
        if (count > 0) {
            write(count);
            return true;
        }
        if (isLast) {
            conclude();
        }
        return isLast;
    }

    private void write(final int count) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(directory.unfinished(), CREATE, TRUNCATE_EXISTING, WRITE);
        }
        final int at = (int) written & RING_BYTES - 1;
        final int first = Math.min(count, RING_BYTES - at);
        isDamaged = !check.take(ring, at, first) || !check.take(ring, 0, count - first);
        Disk.write(channel, ByteBuffer.wrap(ring.byteArray(), at, first));
        Disk.write(channel, ByteBuffer.wrap(ring.byteArray(), 0, count - first));
        if (durability == Durability.FSYNC && check.length() - forced >= FORCED_BYTES) {
            channel.force(false);
            forced = check.length();
        }
        written = check.length();
    }

    private void conclude() throws IOException {
        if (!check.isWhole()) {
            isDamaged = true;
            return;
        }
        if (durability == Durability.FSYNC) {
            channel.force(true);
        }
        channel.close();
        channel = null;
        final SnapshotFile file = directory.adopt(lastIndex, lastTerm, check.digest(), durability);
        file.onUnused(store::condemn);
        made = file;
    }

    private void giveUp() throws IOException {
        CloseHelper.quietClose(channel);
        channel = null;
        Files.deleteIfExists(directory.unfinished());
    }
}
