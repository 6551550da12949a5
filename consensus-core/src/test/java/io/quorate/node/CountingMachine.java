package io.quorate.node;

import io.quorate.port.StateMachine;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Counts what it was fed, and tells how much that is. */
final class CountingMachine implements StateMachine {
    private long count;

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        count++;
        return 0;
    }

    @Override
    public int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        reply.putLong(0, count);
        return Long.BYTES;
    }
}
