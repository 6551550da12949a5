package io.quorate.storage.memory;

import java.security.SecureRandom;

import io.quorate.port.Durability;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.StorageFactory;

/** Opens new storage in memory each time: a member that restarts on it is a new member. */
public final class MemoryStorageFactory implements StorageFactory {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Storage open(final Settings settings) {
        if (settings.durability() != Durability.MEMORY) {
            throw new StorageException("storage=memory keeps nothing over a restart, so durability="
                    + settings.durability().label() + " cannot be had: set durability=memory, or "
                    + "storage to mapped or chronicle");
        }
        final long identity = new SecureRandom().nextLong() | 1;
        final int chunkBytes = Math.max(4 << 20, 2 * settings.maxPayloadLength());
        return new Storage(new MemoryLog(chunkBytes, settings.maxPayloadLength()),
                new MemoryVoteStore(identity).open());
    }
}
