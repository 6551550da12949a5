package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.port.StorageSnapshotContract;

class ChronicleSnapshotPageCacheTest extends StorageSnapshotContract {
    ChronicleSnapshotPageCacheTest() {
        super(new ChronicleStorageFactory(), Durability.PAGE_CACHE);
    }
}
