package io.quorate.node;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotView;
import io.quorate.port.SnapshotWriter.State;
import io.quorate.port.SnapshotWriter;
import io.quorate.raft.Compaction;
import io.quorate.wire.SnapshotBlock;
import io.quorate.wire.SnapshotBuilder;

/**
 * Takes one snapshot at a time, a slice in each duty cycle, so that commits go on. The view keeps
 * the state of the moment at which it was begun; the disk's pace is the store's business.
 */
final class SnapshotTaking {
    private static final int SLICE_BYTES = 32 << 10;

    private final long clusterId;
    private final SnapshotStore store;
    private final SnapshotParts parts;
    private final SnapshotBuilder builder = new SnapshotBuilder();
    private final SnapshotSink sink = builder::put;
    private SnapshotView view;                           // null once it is written, and between
    private SnapshotWriter writer;                       // null while none is taken
    private int offered;                                 // of the builder's slice

    SnapshotTaking(final long clusterId, final SnapshotStore store, final SnapshotParts parts) {
        this.clusterId = clusterId;
        this.store = store;
        this.parts = parts;
    }

    boolean isUnderWay() {
        return writer != null;
    }

    /** Whether the next slice waits for nobody. */
    boolean isBusy() {
        return view != null || offered < builder.length();
    }

    /** Begins one of the state as of an applied entry; false if the machine takes none. */
    boolean begin(final long index, final Compaction compaction) {
        view = parts.machine();
        if (view == null) {
            return false;
        }
        final long term = compaction.termAt(index);
        final var configuration = compaction.configurationAsOf(index);
        writer = store.begin(index, term);
        builder.begin(clusterId, index, term, compaction.configurationIndexAsOf(index));
        builder.configuration(configuration, 0, configuration.capacity());
        builder.section(SnapshotBlock.SESSIONS);
        parts.putSessions(sink);
        builder.section(SnapshotBlock.MACHINE);
        offered = 0;
        return true;
    }

    /** Writes a slice, as far as the store takes it. */
    int write() {
        final State state = writer.state();
        if (state != State.WRITING) {
            end();
            return 1;
        }
        final int work = offer();
        if (offered == builder.length() && view != null) {
            builder.clear();
            offered = 0;
            writeSlice();
            return 1;
        }
        return work;
    }

    private int offer() {
        final int length = builder.length() - offered;
        if (length == 0) {
            return 0;
        }
        final int taken = writer.offer(builder.buffer(), offered, length);
        offered += taken;
        if (view == null && offered == builder.length()) {
            writer.finish();
        }
        return taken;
    }

    private void writeSlice() {
        if (view.write(sink, SLICE_BYTES)) {
            view.close();
            view = null;
            builder.end();
        } else {
            builder.seal();
        }
    }

    /** It is durable, or a leader's snapshot has come between: either way it is over. */
    void end() {
        if (view != null) {
            view.close();
            view = null;
        }
        builder.clear();
        offered = 0;
        writer = null;
    }
}
