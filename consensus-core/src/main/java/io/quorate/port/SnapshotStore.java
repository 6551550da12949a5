package io.quorate.port;

/**
 * The snapshots of one node: the newest one that is durable, and at most one that is being written.
 * One thread owns it. An I/O error poisons it: the call that learns of it throws
 * {@link StorageException}, and the node stops.
 */
public interface SnapshotStore extends AutoCloseable {
    /** The newest snapshot; null while there is none. */
    Snapshot newest();

    /**
     * Begins to write one that covers entries up to that one. An older one that is still being
     * written is abandoned. When the new one is durable, and not before, those it replaces go.
     *
     * @param lastIndex above that of {@link #newest}
     */
    SnapshotWriter begin(long lastIndex, long lastTerm);

    /** Abandons what is being written, and lets go of the files. Idempotent. */
    @Override
    void close();
}
