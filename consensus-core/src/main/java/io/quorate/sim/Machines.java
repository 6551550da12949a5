package io.quorate.sim;

import io.quorate.port.StateMachine;
import io.quorate.wire.Crc32c;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Makes the state machine of each life of a node, and lets the checkers see what it is fed and
 * what it replies. Commands carry their number in front, which the state machine is not shown.
 */
final class Machines {
    /** Bytes of a command's number. */
    static final int PREFIX_LENGTH = 8;
    /** The longest reply of a state machine, in bytes. */
    static final int REPLY_LIMIT = 256;

    private final World world;
    private final Supplier<StateMachine> supplier;

    Machines(final World world, final Supplier<StateMachine> supplier) {
        this.world = world;
        this.supplier = supplier;
    }

    StateMachine next(final SimulatedNode node) {
        final StateMachine machine = supplier.get();
        return (index, command, offset, length, reply) -> {
            final int replied = machine.apply(index, command, offset + PREFIX_LENGTH,
                    length - PREFIX_LENGTH, reply);
            node.clock().spend(world.conditions.load().applyNs());
            world.checks.onApply(node, index, command.getLong(offset), hash(reply, replied));
            return replied;
        };
    }

    static int hash(final DirectBuffer reply, final int length) {
        return length * 31 + Crc32c.of(reply, 0, length);
    }

    /** Replies with a hash over every command so far: whoever skips or swaps one replies wrong. */
    static StateMachine chain() {
        return new StateMachine() {
            private long hash;

            @Override
            public int apply(final long index, final DirectBuffer command, final int offset,
                    final int length, final MutableDirectBuffer reply) {
                final long crc = Crc32c.of(command, offset, length);
                hash = (hash ^ crc ^ index) * 0x9E37_79B9_7F4A_7C15L;
                reply.putLong(0, hash);
                return Long.BYTES;
            }
        };
    }
}
