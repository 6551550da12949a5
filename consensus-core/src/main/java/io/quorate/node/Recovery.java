package io.quorate.node;

import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.raft.Configuration;
import io.quorate.raft.LastResort;
import java.util.Set;

/** What an operator can do with a stopped member when its cluster can't go on by itself. */
public final class Recovery {
    private Recovery() {
    }

    /**
     * Makes the survivors the only voters, in the log of one of them, which must be stopped: see
     * {@link LastResort} for what that may cost, and docs/OPERATIONS.md for when to do it.
     *
     * @return the configuration from now on
     * @throws ConfigException                  naming who is no member, or the storage to be added
     * @throws io.quorate.port.StorageException if the directory is not this member's, or in use
     */
    public static Configuration force(final NodeConfig config, final Set<Integer> survivors) {
        try {
            try (Storage storage = open(config)) {
                LastResort.prepare(config.raft(), storage, survivors);
            }
            try (Storage storage = open(config)) {           // with the term on its disk
                return LastResort.force(config.raft(), storage, survivors);
            }
        } catch (final IllegalArgumentException | IllegalStateException e) {
            throw new ConfigException(config.disk().directory() + ": " + e.getMessage(), e);
        }
    }

    /** Never one that is yet to begin, whatever the file says: nothing could be recovered. */
    private static Storage open(final NodeConfig config) {
        final StorageFactory.Settings all = config.storageSettings();
        return Adapters.storage(config.disk().storage()).open(new StorageFactory.Settings(
                all.directory(), all.clusterId(), all.memberId(), all.durability(), false,
                all.segmentBytes(), all.maxPayloadLength()));
    }
}
