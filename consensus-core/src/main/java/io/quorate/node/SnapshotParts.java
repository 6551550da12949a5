package io.quorate.node;

import io.quorate.port.SnapshotPart;
import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import io.quorate.raft.SnapshotReader;
import io.quorate.session.SessionTable;
import io.quorate.wire.SnapshotBlock;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** What a node's state is made of, as its snapshots have it: sessions first, then the machine. */
final class SnapshotParts {
    private final SessionTable sessions;
    private final StateMachine stateMachine;

    SnapshotParts(final SessionTable sessions, final StateMachine stateMachine) {
        this.sessions = sessions;
        this.stateMachine = stateMachine;
    }

    /** The machine's state as it is now; null if it takes no snapshots. */
    SnapshotView machine() {
        return stateMachine.snapshot();
    }

    /** Puts all of the sessions, which are few beside a state machine's data. */
    void putSessions(final SnapshotSink sink) {
        try (SnapshotView view = sessions.snapshot()) {
            view.write(sink, Integer.MAX_VALUE);
        }
    }

    void beginRestore() {
        sessions.beginRestore();
        stateMachine.beginRestore();
    }

    /** Takes the records of a block. */
    void restore(final SnapshotReader block) {
        final int section = block.section();
        if (section != SnapshotBlock.SESSIONS && section != SnapshotBlock.MACHINE) {
            return;
        }
        final DirectBuffer buffer = block.buffer();
        final int limit = block.offset() + block.length();
        int at = block.offset();
        while (at < limit) {
            final int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            restore(section, buffer, at + Integer.BYTES, length);
            at += Integer.BYTES + length;
        }
    }

    private void restore(final int section, final DirectBuffer record, final int offset,
            final int length) {
        final SnapshotPart part =
                section == SnapshotBlock.MACHINE ? stateMachine : sessions;
        part.restore(record, offset, length);
    }
}
