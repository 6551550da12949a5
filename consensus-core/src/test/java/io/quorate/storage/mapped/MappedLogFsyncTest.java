package io.quorate.storage.mapped;

import io.quorate.port.Durability;
import io.quorate.port.StorageLogContract;

class MappedLogFsyncTest extends StorageLogContract {
    MappedLogFsyncTest() {
        super(new MappedStorageFactory(), Durability.FSYNC);
    }
}
