package io.quorate.storage.chronicle;

import io.quorate.port.StorageFactory;
import io.quorate.port.StorageFactoryContract;

class ChronicleStorageFactoryTest extends StorageFactoryContract {
    @Override
    protected StorageFactory factory() {
        return new ChronicleStorageFactory();
    }
}
