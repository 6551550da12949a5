package io.quorate.storage.mapped;

import io.quorate.port.Durability;
import io.quorate.port.StorageSnapshotContract;

class MappedSnapshotPageCacheTest extends StorageSnapshotContract {
    MappedSnapshotPageCacheTest() {
        super(new MappedStorageFactory(), Durability.PAGE_CACHE);
    }
}
