package io.quorate.port;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What the cluster agrees on is fed to this, in the same order on every node. It must be
 * deterministic: no clock, no chance, no thread of its own. One that implements
 * {@link SnapshotPart} lets the log be compacted; one that does not keeps it whole.
 */
@FunctionalInterface
public interface StateMachine extends SnapshotPart {
    /**
     * Applies one committed command, straight from log memory.
     *
     * @param index   the entry's index; strictly rising, with gaps where the log holds entries of
     *                its own
     * @param command valid only during the call, from {@code offset} for {@code length} bytes
     * @param reply   scratch space for an answer, as long as its capacity; only on the node that
     *                took the command is it read
     * @return how many bytes from 0 on were written to {@code reply}
     */
    int apply(long index, DirectBuffer command, int offset, int length, MutableDirectBuffer reply);

    /** {@link #query}: this state machine answers no queries. */
    int NO_QUERIES = -1;

    /**
     * Answers a read from what was applied so far, and changes nothing. By default there are no
     * queries.
     *
     * @param query valid only during the call, from {@code offset} for {@code length} bytes
     * @param reply scratch space for the answer, as long as its capacity
     * @return how many bytes from 0 on were written to {@code reply}, or {@link #NO_QUERIES}
     */
    default int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        return NO_QUERIES;
    }
}
