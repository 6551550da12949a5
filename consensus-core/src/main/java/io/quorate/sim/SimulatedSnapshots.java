package io.quorate.sim;

import io.quorate.port.Durability;
import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotWriter;
import io.quorate.storage.memory.MemorySnapshot;
import org.agrona.DirectBuffer;

/**
 * A node's snapshots in one life of its process, above a disk that lags behind: one that is
 * finished gets its name with a sync. A crash before that leaves the old one, or the new.
 */
final class SimulatedSnapshots implements SnapshotStore {
    private final SimulatedDisk disk;
    private MemorySnapshot image;                        // what the disk has
    private MemorySnapshot newest;                       // what the node knows of
    private Writer writer;
    private boolean isClosed;

    SimulatedSnapshots(final SimulatedDisk disk, final MemorySnapshot image) {
        this.disk = disk;
        this.image = image;
        newest = image;
    }

    @Override
    public Snapshot newest() {
        disk.touch();
        return newest;
    }

    @Override
    public SnapshotWriter begin(final long lastIndex, final long lastTerm) {
        disk.touch();
        disk.node().mishaps().onPerilousMoment();
        if (lastIndex <= lastIndex()) {
            disk.misused("a snapshot of entry " + lastIndex + " is begun after one of "
                    + lastIndex());
        }
        if (writer != null) {
            writer.abandon();
        }
        writer = new Writer(lastIndex, lastTerm);
        return writer;
    }

    /** The process ends; a finished snapshot may have been given its name or not. */
    void crash(final boolean isNamed) {
        isClosed = true;
        if (isNamed && unsynced() > 0) {
            image = writer.memory;
        }
    }

    /** Snapshots that are whole and not known to be durable. */
    int unsynced() {
        return writer != null && writer.isSyncing ? 1 : 0;
    }

    /** What a crash would leave at the least. */
    MemorySnapshot image() {
        return image;
    }

    /** The last entry of the newest durable one, for checkers; 0 if there is none. */
    long lastIndex() {
        return newest == null ? 0 : newest.lastIndex();
    }

    /** The last entry of what a crash would leave at the least; 0 if that is none. */
    long durableIndex() {
        return image == null ? 0 : image.lastIndex();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private final class Writer implements SnapshotWriter {
        private final MemorySnapshot memory;
        private boolean isSyncing;
        private boolean isAbandoned;

        Writer(final long lastIndex, final long lastTerm) {
            memory = new MemorySnapshot(SimulatedNetwork.CLUSTER_ID, lastIndex, lastTerm,
                    whole -> isSyncing = true);
        }

        @Override
        public long lastIndex() {
            return memory.lastIndex();
        }

        @Override
        public long lastTerm() {
            return memory.lastTerm();
        }

        @Override
        public int offer(final DirectBuffer bytes, final int offset, final int length) {
            disk.touch();
            return memory.offer(bytes, offset, disk.takes(length));
        }

        @Override
        public long written() {
            return memory.written();
        }

        @Override
        public void finish() {
            disk.touch();
            disk.node().mishaps().onPerilousMoment();
            memory.finish();
            if (isSyncing && disk.durability() == Durability.FSYNC) {
                disk.afterSync(this::synced);
            } else if (isSyncing) {
                synced();
            }
        }

        private void synced() {
            if (isClosed || isAbandoned) {
                return;
            }
            isSyncing = false;
            image = memory;
            newest = memory;
            disk.onSnapshotSynced(memory.lastIndex());
        }

        @Override
        public State state() {
            disk.touch();
            return isSyncing ? State.WRITING : memory.state();
        }

        @Override
        public void abandon() {
            if (isSyncing || memory.state() == State.WRITING) {
                isAbandoned = true;
                isSyncing = false;
                memory.abandon();
            }
        }
    }
}
