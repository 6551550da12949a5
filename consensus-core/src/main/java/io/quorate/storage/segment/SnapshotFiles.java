package io.quorate.storage.segment;

import io.quorate.port.Durability;
import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotWriter;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Snapshots as plain files, each written under a temporary name and given its own when it is whole
 * and, with {@link Durability#FSYNC}, forced. All work with files is a helper's; the node's thread
 * copies bytes in and out of memory.
 */
final class SnapshotFiles implements SnapshotStore {
    private final SnapshotDirectory directory;
    private final Failure failure;
    private final Durability durability;
    private final Helper helper;
    private final Queue<SnapshotFileWriter> begun = new ConcurrentLinkedQueue<>();
    private final Queue<SnapshotFile> condemned = new ConcurrentLinkedQueue<>();
    private SnapshotFile newest;             // these three are the node's thread's
    private SnapshotFileWriter writer;
    private boolean isClosed;

    /** What was found in a directory, after {@link SnapshotDirectory#repair}. */
    SnapshotFiles(final SnapshotDirectory directory, final Durability durability) {
        this.directory = directory;
        this.durability = durability;
        failure = new Failure("the snapshots in " + directory.path());
        newest = directory.newest();
        helper = Helper.start("quorate-snapshots " + directory.path(), failure, this::work);
    }

    private boolean work() throws IOException {
        final SnapshotFileWriter current = begun.peek();
        if (current != null) {
            final boolean isBusy = current.work();
            if (current.isOver()) {
                begun.remove();
            }
            return isBusy || current.isOver();
        }
        final SnapshotFile old = condemned.poll();
        if (old != null) {
            old.close();
            directory.delete(old.file(), durability);
        }
        return old != null;
    }

    @Override
    public Snapshot newest() {
        failure.check();
        settle();
        return newest;
    }

    /** Takes over what the helper has made durable. */
    void settle() {
        final SnapshotFile made = writer == null ? null : writer.made();
        if (made != null) {
            writer = null;
            final SnapshotFile older = newest;
            newest = made;
            if (older != null) {
                older.supersede();
            }
        }
    }

    @Override
    public SnapshotWriter begin(final long lastIndex, final long lastTerm) {
        failure.check();
        settle();
        if (writer != null) {
            writer.abandon();
        }
        writer = new SnapshotFileWriter(this, directory, durability, lastIndex, lastTerm);
        begun.add(writer);
        helper.wake();
        return writer;
    }

    void check() {
        failure.check();
    }

    void wake() {
        helper.wake();
    }

    /** Nobody needs it any more. */
    void condemn(final SnapshotFile file) {
        condemned.add(file);
        helper.wake();
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        final boolean wasSound = !failure.isSet();
        if (writer != null) {
            writer.abandon();
        }
        helper.close();
        settle();
        if (newest != null) {
            newest.close();
        }
        if (wasSound) {
            failure.check();                 // it has not been told yet
        }
    }
}
