package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.port.StorageLogContract;

class ChronicleLogFsyncTest extends StorageLogContract {
    ChronicleLogFsyncTest() {
        super(new ChronicleStorageFactory(), Durability.FSYNC);
    }

    /** Nothing but what a new queue takes, some 600 bytes for each of these short segments. */
    @Override
    protected double maxBytesPerEntry() {
        return 1.5;
    }
}
