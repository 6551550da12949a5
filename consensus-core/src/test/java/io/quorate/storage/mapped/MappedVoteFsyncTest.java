package io.quorate.storage.mapped;

import io.quorate.port.Durability;
import io.quorate.port.StorageVoteContract;

class MappedVoteFsyncTest extends StorageVoteContract {
    MappedVoteFsyncTest() {
        super(new MappedStorageFactory(), Durability.FSYNC);
    }
}
