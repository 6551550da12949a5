package io.quorate.storage.memory;

import io.quorate.port.SnapshotBytes;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotStoreContract;

class MemorySnapshotStoreTest extends SnapshotStoreContract {
    private final MemorySnapshotStore store = new MemorySnapshotStore(SnapshotBytes.CLUSTER);

    @Override
    protected SnapshotStore open() {
        return store;
    }
}
