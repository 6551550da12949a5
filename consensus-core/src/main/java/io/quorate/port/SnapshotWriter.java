package io.quorate.port;

import org.agrona.DirectBuffer;

/**
 * A snapshot on its way to the disk, taken here or sent by a leader. Offering never waits for the
 * disk; every checksum is checked on the way. Owned by the node's thread.
 */
public interface SnapshotWriter {
    /** How far it has come. */
    enum State {
        /** Bytes are still to come, or still on their way to the disk. */
        WRITING,
        /** It is whole, sound and durable, and is now {@link SnapshotStore#newest}. */
        DURABLE,
        /** It is not what it should be, and has been thrown away. */
        DAMAGED
    }

    /** The last entry that it is to cover. */
    long lastIndex();

    /** The term of that entry. */
    long lastTerm();

    /**
     * Takes the next bytes.
     *
     * @return how many were taken; fewer than offered when the disk is behind: offer the rest again
     */
    int offer(DirectBuffer bytes, int offset, int length);

    /** How many bytes have been written and checked; all of them survive nothing yet. */
    long written();

    /** Says that all bytes were offered and taken: it is made durable, then the newest. */
    void finish();

    /** How far it has come. */
    State state();

    /** Throws it away, unless it is durable already. Idempotent. */
    void abandon();
}
