package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.port.StorageVoteContract;

class ChronicleVotePageCacheTest extends StorageVoteContract {
    ChronicleVotePageCacheTest() {
        super(new ChronicleStorageFactory(), Durability.PAGE_CACHE);
    }
}
