package io.quorate.sim;

import io.quorate.node.Clocks;
import io.quorate.node.ReadLevel;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.port.Transport;

/**
 * What a test puts between a node and its simulated parts, to see whether the checkers find it.
 * Checkers look at the parts themselves, below whatever is planted.
 */
interface Plant {
    /** Nothing planted. */
    Plant NONE = new Plant() {
    };

    /** The storage that the node is given instead, for one life. */
    default Storage storage(final SimulatedNode node, final Storage storage) {
        return storage;
    }

    /** The transport that the node is given instead, for one life. */
    default Transport transport(final SimulatedNode node, final Transport transport) {
        return transport;
    }

    /** The clocks that the node is given instead, for one life. */
    default Clocks clocks(final SimulatedNode node, final Clocks clocks) {
        return clocks;
    }

    /** The level at which the node serves a read that asks for another. */
    default ReadLevel level(final ReadLevel asked) {
        return asked;
    }

    /** The session in whose name a command is taken that comes in the name of another. */
    default long session(final long asked) {
        return asked;
    }

    /** The state machine that the node is given instead, for one life. */
    default StateMachine stateMachine(final SimulatedNode node, final StateMachine machine) {
        return machine;
    }
}
