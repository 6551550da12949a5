package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.port.StorageVoteContract;

class ChronicleVoteFsyncTest extends StorageVoteContract {
    ChronicleVoteFsyncTest() {
        super(new ChronicleStorageFactory(), Durability.FSYNC);
    }
}
