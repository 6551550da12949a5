package io.quorate.storage.chronicle;

import io.quorate.storage.StorageKillContract;

class ChronicleKillTest extends StorageKillContract {
    @Override
    protected String storageName() {
        return ChronicleStorageFactory.NAME;
    }
}
