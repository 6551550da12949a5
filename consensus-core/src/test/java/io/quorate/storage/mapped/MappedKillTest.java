package io.quorate.storage.mapped;

import io.quorate.storage.StorageKillContract;

class MappedKillTest extends StorageKillContract {
    @Override
    protected String storageName() {
        return MappedStorageFactory.NAME;
    }
}
