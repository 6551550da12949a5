package io.quorate.port;

import java.nio.file.Path;

/** Opens storage of one kind; found by {@link java.util.ServiceLoader}, chosen by name. */
public interface StorageFactory {
    /** The kind, as configuration names it: {@code memory}, {@code mapped}, {@code chronicle}. */
    String name();

    /**
     * Opens what is there or, where the settings allow, makes it.
     *
     * @throws StorageException when the directory is another node's or cluster's, in use, damaged,
     *                          or empty without leave to begin; nothing has been changed then
     */
    Storage open(Settings settings);

    /**
     * What storage is to be opened.
     *
     * @param directory        where its files lie; ignored by {@code memory}
     * @param clusterId        refused if the directory belongs to another
     * @param memberId         refused if the directory belongs to another
     * @param durability       what an acknowledged entry survives
     * @param isBootstrap      whether an empty directory may begin a new identity
     * @param segmentBytes     bytes of one segment file of the log; a power of two, 64 KiB or more
     * @param maxPayloadLength the longest payload of an entry, in bytes
     */
    record Settings(Path directory, long clusterId, int memberId, Durability durability,
            boolean isBootstrap, int segmentBytes, int maxPayloadLength) {
        /** Segments of 64 MiB and payloads up to 1 MiB. */
        public static Settings of(final Path directory, final long clusterId, final int memberId,
                final Durability durability, final boolean isBootstrap) {
            return new Settings(directory, clusterId, memberId, durability, isBootstrap, 64 << 20,
                    1 << 20);
        }
    }
}
