package io.quorate.sim;

import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A state machine that hands everything on; a planted one gets something wrong. */
class PlantedMachine implements StateMachine {
    final StateMachine machine;

    PlantedMachine(final StateMachine machine) {
        this.machine = machine;
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        return machine.apply(index, command, offset, length, reply);
    }

    @Override
    public int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        return machine.query(query, offset, length, reply);
    }

    @Override
    public SnapshotView snapshot() {
        return machine.snapshot();
    }

    @Override
    public void beginRestore() {
        machine.beginRestore();
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        machine.restore(record, offset, length);
    }
}
