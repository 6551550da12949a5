package io.quorate.storage;

import io.quorate.port.LogStorage;
import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotBytes;
import io.quorate.port.SnapshotStore;
import io.quorate.port.SnapshotWriter.State;
import io.quorate.port.SnapshotWriter;
import io.quorate.wire.EntryFrame;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The snapshots of a process that will be killed: one after the other, of what is durable in the
 * log as a rule, and now and then of what a leader would have sent, beyond the log's end.
 */
final class DoomedSnapshots {
    private static final int KEPT = 300;
    private static final int PIECE = 8 << 10;

    private final LogStorage log;
    private final SnapshotStore store;
    private final Testimony testimony;
    private final SplittableRandom random;
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private SnapshotWriter writer;
    private int offered;

    DoomedSnapshots(final LogStorage log, final SnapshotStore store, final Testimony testimony,
            final SplittableRandom random) {
        this.log = log;
        this.store = store;
        this.testimony = testimony;
        this.random = random;
    }

    /** What the snapshot of an entry must be. */
    static byte[] content(final long index, final long term) {
        final int length = new SplittableRandom(index).nextInt(100_000);
        return SnapshotBytes.of(DoomedWriter.CLUSTER, index, term, length, index);
    }

    /** No entry up to here may be cut away: it is in a snapshot, or will be. */
    long committed() {
        final Snapshot newest = store.newest();
        return Math.max(writer == null ? 0 : writer.lastIndex(),
                newest == null ? 0 : newest.lastIndex());
    }

    void step(final long term) {
        if (writer == null && random.nextInt(20) == 0) {
            begin(term);
        } else if (writer != null && offered < bytes.capacity()) {
            offered += writer.offer(bytes, offered, Math.min(PIECE, bytes.capacity() - offered));
            if (offered == bytes.capacity()) {
                writer.finish();
            }
        } else if (writer != null && writer.state() == State.DURABLE) {
            kept(term);
        }
    }

    private void begin(final long term) {
        final boolean isInstalled = random.nextInt(8) == 0;
        final long index = isInstalled ? log.lastIndex() + 1 + random.nextInt(500)
                : log.durableIndex();
        if (index >= log.firstIndex() && index > committed()) {
            final long itsTerm = isInstalled ? term : termAt(index);
            writer = store.begin(index, itsTerm);
            bytes.wrap(content(index, itsTerm));
            offered = 0;
        }
    }

    private long termAt(final long index) {
        final UnsafeBuffer entry = new UnsafeBuffer(0, 0);
        log.read(index, index, 1, entry);
        return EntryFrame.term(entry, 0);
    }

    private void kept(final long term) {
        final long index = writer.lastIndex();
        testimony.snapshot(index);
        if (index > log.lastIndex()) {
            log.resetTo(index, writer.lastTerm());
            testimony.start(term, index + 1);
        } else {
            log.purgeTo(Math.max(log.firstIndex() - 1,
                    Math.min(index, log.durableIndex() - KEPT)));
        }
        writer = null;
    }
}
