package io.quorate.sim;

import io.quorate.port.StateMachine;
import io.quorate.wire.Crc32c;
import org.agrona.DirectBuffer;

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
    private final Workload workload;

    Machines(final World world, final Workload workload) {
        this.world = world;
        this.workload = workload;
    }

    StateMachine next(final SimulatedNode node) {
        final StateMachine machine = workload.machine();
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
}
