package io.quorate.storage.mapped;

import io.quorate.port.Durability;
import io.quorate.port.StorageSnapshotContract;

class MappedSnapshotFsyncTest extends StorageSnapshotContract {
    MappedSnapshotFsyncTest() {
        super(new MappedStorageFactory(), Durability.FSYNC);
    }
}
