package io.quorate.port;

import org.agrona.MutableDirectBuffer;

/**
 * A snapshot that is whole, checked and durable, as a row of
 * {@link io.quorate.wire.SnapshotBlock}s. Owned by the node's thread.
 *
 * <p>Whoever reads it over more than one duty cycle retains it: a newer snapshot may take its place
 * meanwhile, and its bytes go when nobody needs them any more.
 */
public interface Snapshot {
    /** The last entry whose effect it holds. */
    long lastIndex();

    /** The term of that entry. */
    long lastTerm();

    /** How many bytes it has. */
    long length();

    /** Tells it from another one of the same entry; made of all its checksums. */
    long digest();

    /** Copies bytes from a position on; as many as are asked for must be there. */
    void read(long position, MutableDirectBuffer to, int offset, int length);

    /** Keeps it readable until {@link #release}; may be called more than once. */
    void retain();

    /** Takes back one {@link #retain}. */
    void release();
}
