package io.quorate.storage.memory;

import io.quorate.port.LogStorage;
import io.quorate.port.LogStorageContract;

class MemoryLogTest extends LogStorageContract {
    private final MemoryLog log = new MemoryLog(SEGMENT_BYTES, MAX_PAYLOAD);

    @Override
    protected LogStorage open() {
        return log;
    }
}
