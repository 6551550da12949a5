package io.quorate.port;

import org.agrona.DirectBuffer;

/**
 * Something whose state goes into snapshots and comes back from them: a state machine, or the
 * table of sessions beside it.
 *
 * <p>A snapshot is a row of records. What a {@link SnapshotView} puts into its sink comes back
 * record by record, cut as it was, in the same order. Called by the node's thread alone.
 */
public interface SnapshotPart {
    /** The longest record, in bytes. */
    int MAX_RECORD_LENGTH = 16 << 20;

    /**
     * A view of the state as it is now, which stays what it is while commands are applied: frozen,
     * or copied on write. Null from a part that takes no snapshots: the log is kept whole then.
     */
    default SnapshotView snapshot() {
        return null;
    }

    /**
     * Forgets all state: records of a snapshot follow, over several duty cycles. No command and no
     * query comes before the last of them.
     */
    default void beginRestore() {
        throw new UnsupportedOperationException(getClass().getName() + " takes no snapshots, and"
                + " was given one: do not run it beside members whose state machine does");
    }

    /** Takes the next record of a snapshot; it is valid only during the call. */
    default void restore(final DirectBuffer record, final int offset, final int length) {
        throw new UnsupportedOperationException(getClass().getName() + " takes no snapshots");
    }
}
