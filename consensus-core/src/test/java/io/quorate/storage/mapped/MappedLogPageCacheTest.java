package io.quorate.storage.mapped;

import io.quorate.port.Durability;
import io.quorate.port.StorageLogContract;

class MappedLogPageCacheTest extends StorageLogContract {
    MappedLogPageCacheTest() {
        super(new MappedStorageFactory(), Durability.PAGE_CACHE);
    }
}
