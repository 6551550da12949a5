package io.quorate.storage.mapped;

import io.quorate.port.StorageFactory;
import io.quorate.port.StorageFactoryContract;

class MappedStorageFactoryTest extends StorageFactoryContract {
    @Override
    protected StorageFactory factory() {
        return new MappedStorageFactory();
    }
}
