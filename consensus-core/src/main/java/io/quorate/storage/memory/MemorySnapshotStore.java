package io.quorate.storage.memory;

import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotWriter;

/** Snapshots in memory: they are kept as long as the object is. */
public final class MemorySnapshotStore implements SnapshotStore {
    private final long clusterId;
    private MemorySnapshot newest;
    private MemorySnapshot begun;

    /** No snapshots yet, of that cluster. */
    public MemorySnapshotStore(final long clusterId) {
        this.clusterId = clusterId;
    }

    @Override
    public Snapshot newest() {
        return newest;
    }

    @Override
    public SnapshotWriter begin(final long lastIndex, final long lastTerm) {
        close();
        begun = new MemorySnapshot(clusterId, lastIndex, lastTerm, this::kept);
        return begun;
    }

    private void kept(final MemorySnapshot snapshot) {
        newest = snapshot;
        begun = null;
    }

    /** Abandons what is being written; the newest stays, for a node that is started again. */
    @Override
    public void close() {
        if (begun != null) {
            begun.abandon();
            begun = null;
        }
    }
}
