package io.quorate.port;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a vote store that a factory opens in a directory. */
public abstract class StorageVoteContract extends VoteStoreContract {
    private final StorageFactory factory;
    private final Durability durability;

    @TempDir
    private Path directory;

    private Storage storage;

    /** A vote store of that factory which promises so much. */
    protected StorageVoteContract(final StorageFactory factory, final Durability durability) {
        this.factory = factory;
        this.durability = durability;
    }

    @Override
    protected final VoteStore open() {
        storage = factory.open(new StorageFactory.Settings(directory, 1, 1, durability, true,
                64 << 10, 1 << 10));
        return storage.votes();
    }

    @Override
    protected final void close(final VoteStore votes) {
        storage.close();
    }
}
