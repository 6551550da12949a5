package io.quorate.sim;

import io.quorate.port.StateMachine;

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
        return new WatchedMachine(world, node, workload.machine());
    }
}
