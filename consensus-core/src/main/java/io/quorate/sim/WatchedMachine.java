package io.quorate.sim;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import io.quorate.wire.Crc32c;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One life's state machine, as checkers see it: what it is fed, what it replies, and from which
 * snapshot it begins. It is not shown the number in front of each command.
 */
final class WatchedMachine implements StateMachine {
    private final World world;
    private final SimulatedNode node;
    private final StateMachine machine;

    WatchedMachine(final World world, final SimulatedNode node, final StateMachine machine) {
        this.world = world;
        this.node = node;
        this.machine = machine;
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        final int replied = machine.apply(index, command, offset + Machines.PREFIX_LENGTH,
                length - Machines.PREFIX_LENGTH, reply);
        node.clock().spend(world.conditions.load().applyNs());
        world.checks.onApply(node, index, command.getLong(offset), hash(reply, replied));
        return replied;
    }

    /** An empty query asks only how far the answer's entry lies, of any state machine. */
    @Override
    public int query(final DirectBuffer query, final int offset, final int length,
            final MutableDirectBuffer reply) {
        return length == 0 ? 0 : machine.query(query, offset, length, reply);
    }

    @Override
    public SnapshotView snapshot() {
        final SnapshotView view = machine.snapshot();
        return view == null ? null : new WatchedView(view);
    }

    @Override
    public void beginRestore() {
        machine.beginRestore();
        world.checks.onRestore(node, node.disk().snapshots().lastIndex());
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        node.mishaps().onPortCall();
        machine.restore(record, offset, length);
    }

    static int hash(final DirectBuffer reply, final int length) {
        return length * 31 + Crc32c.of(reply, 0, length);
    }

    /** A view whose writing may be the moment at which the process ends. */
    private final class WatchedView implements SnapshotView {
        private final SnapshotView view;

        WatchedView(final SnapshotView view) {
            this.view = view;
        }

        @Override
        public boolean write(final SnapshotSink sink, final int maxBytes) {
            node.mishaps().onPortCall();
            return view.write(sink, world.conditions.compaction().sliceBytes());
        }

        @Override
        public void close() {
            view.close();
        }
    }
}
