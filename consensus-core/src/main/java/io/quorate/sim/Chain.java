package io.quorate.sim;

import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import io.quorate.wire.Crc32c;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A state machine that ends each reply with a hash over every command so far: a node that skips or
 * swaps one replies wrong from then on, whatever the state machine within makes of it.
 */
final class Chain implements StateMachine {
    private final StateMachine within;                   // null if there is none
    private long hash;
    private int restored;                                // records so far of a snapshot

    Chain(final StateMachine within) {
        this.within = within;
    }

    /** Replies with the hash alone. */
    Chain() {
        this(null);
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        final int replied = within == null ? 0
                : within.apply(index, command, offset, length, reply);
        final long crc = Crc32c.of(command, offset, length);
        hash = (hash ^ crc ^ index) * 0x9E37_79B9_7F4A_7C15L;
        reply.putLong(replied, hash);
        return replied + Long.BYTES;
    }

    /** As the state machine within answers it: no query changes the hash. */
    @Override
    public int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        return within == null ? NO_QUERIES : within.query(query, offset, length, reply);
    }

    @Override
    public SnapshotView snapshot() {
        final SnapshotView view = within == null ? null : within.snapshot();
        return within != null && view == null ? null : new ChainView(hash, view);
    }

    @Override
    public void beginRestore() {
        hash = 0;
        restored = 0;
        if (within != null) {
            within.beginRestore();
        }
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        if (restored == 0) {
            hash = record.getLong(offset);
        }
        if (restored >= ChainView.records(hash)) {
            within.restore(record, offset, length);
        } else if (record.getLong(offset + length - Long.BYTES)
                != ChainView.content(hash, restored)) {
            throw new IllegalStateException("record " + restored + " of a snapshot is not what was"
                    + " put there");
        }
        restored++;
    }

    /** What the state machine within has replied. */
    static byte[] reply(final DirectBuffer reply) {
        final byte[] within = new byte[reply.capacity() - Long.BYTES];
        reply.getBytes(0, within);
        return within;
    }
}
