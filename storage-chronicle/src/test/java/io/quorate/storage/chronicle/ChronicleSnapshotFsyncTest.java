package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.port.StorageSnapshotContract;

class ChronicleSnapshotFsyncTest extends StorageSnapshotContract {
    ChronicleSnapshotFsyncTest() {
        super(new ChronicleStorageFactory(), Durability.FSYNC);
    }
}
