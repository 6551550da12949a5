package io.quorate.sim;

import io.quorate.port.StateMachine;
import io.quorate.wire.Crc32c;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A state machine that ends each reply with a hash over every command so far: a node that skips or
 * swaps one replies wrong from then on, whatever the state machine within makes of it.
 */
final class Chain implements StateMachine {
    private final StateMachine within;
    private long hash;

    Chain(final StateMachine within) {
        this.within = within;
    }

    /** Replies with the hash alone. */
    Chain() {
        this((index, command, offset, length, reply) -> 0);
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        final int replied = within.apply(index, command, offset, length, reply);
        final long crc = Crc32c.of(command, offset, length);
        hash = (hash ^ crc ^ index) * 0x9E37_79B9_7F4A_7C15L;
        reply.putLong(replied, hash);
        return replied + Long.BYTES;
    }

    /** What the state machine within has replied. */
    static byte[] reply(final DirectBuffer reply) {
        final byte[] within = new byte[reply.capacity() - Long.BYTES];
        reply.getBytes(0, within);
        return within;
    }
}
