package io.quorate.port;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a log that a factory opens in a directory. */
public abstract class StorageLogContract extends LogStorageContract {
    private final StorageFactory factory;
    private final Durability durability;

    @TempDir
    private Path directory;

    private Storage storage;

    /** A log of that factory which promises so much. */
    protected StorageLogContract(final StorageFactory factory, final Durability durability) {
        this.factory = factory;
        this.durability = durability;
    }

    @Override
    protected final LogStorage open() {
        storage = factory.open(new StorageFactory.Settings(directory, 1, 1, durability, true,
                SEGMENT_BYTES, MAX_PAYLOAD));
        return storage.log();
    }

    @Override
    protected final void close(final LogStorage log) {
        storage.close();
    }

    /** What is condemned waits in a queue, one node a segment; and segments are short here. */
    @Override
    protected double maxBytesPerEntry() {
        return 0.1;
    }
}
