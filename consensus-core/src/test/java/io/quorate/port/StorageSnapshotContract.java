package io.quorate.port;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a snapshot store that a factory opens in a directory. */
public abstract class StorageSnapshotContract extends SnapshotStoreContract {
    private final StorageFactory factory;
    private final Durability durability;

    @TempDir
    private Path directory;

    private Storage storage;

    /** A snapshot store of that factory which promises so much. */
    protected StorageSnapshotContract(final StorageFactory factory, final Durability durability) {
        this.factory = factory;
        this.durability = durability;
    }

    @Override
    protected final SnapshotStore open() {
        storage = factory.open(new StorageFactory.Settings(directory, SnapshotBytes.CLUSTER, 1,
                durability, true, 64 << 10, 1 << 10));
        return storage.snapshots();
    }

    @Override
    protected final void close(final SnapshotStore snapshots) {
        storage.close();
    }
}
