package io.quorate.storage.chronicle;

import io.quorate.node.RecoveryContract;

class ChronicleRecoveryTest extends RecoveryContract {
    ChronicleRecoveryTest() {
        super(ChronicleStorageFactory.NAME);
    }
}
