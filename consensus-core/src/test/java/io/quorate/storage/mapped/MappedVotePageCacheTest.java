package io.quorate.storage.mapped;

import io.quorate.port.Durability;
import io.quorate.port.StorageVoteContract;

class MappedVotePageCacheTest extends StorageVoteContract {
    MappedVotePageCacheTest() {
        super(new MappedStorageFactory(), Durability.PAGE_CACHE);
    }
}
