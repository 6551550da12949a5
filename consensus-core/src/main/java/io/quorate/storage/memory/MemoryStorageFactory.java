package io.quorate.storage.memory;

import io.quorate.port.Durability;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.StorageFactory;
import io.quorate.storage.Identity;
import io.quorate.wire.EntryFrame;
import org.agrona.BitUtil;

/**
 * Opens {@code memory}: nothing is kept on disk, so each opening is a new identity, and only
 * durability {@code memory} can be promised.
 */
public final class MemoryStorageFactory implements StorageFactory {
    /** Its name in configuration. */
    public static final String NAME = "memory";

    private static final int SMALLEST_CHUNK = 64 << 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Storage open(final Settings settings) {
        if (settings.durability() != Durability.MEMORY) {
            throw new StorageException("storage = memory cannot promise durability = "
                    + settings.durability().label() + "; choose durability = memory, or"
                    + " storage = mapped or chronicle");
        }
        return new Storage(new MemoryLog(chunkBytes(settings), settings.maxPayloadLength()),
                new MemoryVoteStore(Identity.draw()).open(),
                new MemorySnapshotStore(settings.clusterId()));
    }

    private static int chunkBytes(final Settings settings) {
        final int longest = EntryFrame.frameLength(settings.maxPayloadLength());
        return Math.max(SMALLEST_CHUNK, BitUtil.findNextPositivePowerOfTwo(longest));
    }
}
