package io.quorate.node;

import io.quorate.port.Snapshot;
import io.quorate.port.Storage;
import io.quorate.raft.Raft;
import io.quorate.raft.SnapshotReader;

/**
 * Keeps the log short: takes snapshots of what is applied, drops the entries that one stands in
 * for, and brings the state to where the log begins, after a restart or when a leader's snapshot
 * has come. All of it in slices.
 */
final class Snapshots {
    private static final int RESTORED_BYTES = 64 << 10;  // in one cycle
    private static final int RETAINED = 4;               // snapshots that a transfer may outlive

    private final SnapshotPolicy policy;
    private final Storage storage;
    private final Raft raft;
    private final Applier applier;
    private final SnapshotParts parts;
    private final SnapshotTaking taking;
    private final long[] recent = new long[RETAINED];    // entries that snapshots ended with
    private int taken;
    private Snapshot restored;                           // null while none is being restored
    private SnapshotReader reader;
    private boolean takesNone;                           // the state machine does not
    private volatile boolean isAsked;
    private long newestIndex;
    private long bytesBefore;                            // applied when the newest was begun
    private long beganNs;
    private long purgedTo;

    Snapshots(final SnapshotPolicy policy, final long clusterId, final Storage storage,
            final Raft raft, final Applier applier, final SnapshotParts parts,
            final long nowNs) {
        this.policy = policy;
        this.storage = storage;
        this.raft = raft;
        this.applier = applier;
        this.parts = parts;
        taking = new SnapshotTaking(clusterId, storage.snapshots(), parts);
        beganNs = nowNs;
        if (storage.snapshots().newest() != null) {
            beginRestore();
        } else if (!policy.equals(SnapshotPolicy.OFF) && storage.log().firstIndex() > 1) {
            throw new IllegalStateException("the log begins with entry "
                    + storage.log().firstIndex() + " and no snapshot says what was before it;"
                    + " move this member's directory away and let it rejoin");
        }
    }

    /** Any thread: a snapshot is to be taken as soon as may be, whatever the policy says. */
    void ask() {
        isAsked = true;
    }

    /** Whether one is, and is not begun yet. */
    boolean isAsked() {
        return isAsked;
    }

    /** Whether the state machine is between two states: nothing may be applied or asked. */
    boolean isRestoring() {
        return restored != null;
    }

    /** Whether there is more to do at once. */
    boolean isBusy() {
        return isRestoring() || taking.isUnderWay() && taking.isBusy();
    }

    /** The last entry that the newest snapshot covers; 0 while there is none. */
    long newestIndex() {
        return newestIndex;
    }

    /** Does a slice of whatever is to be done. */
    int doWork(final long nowNs) {
        if (applier.appliedIndex() + 1 < storage.log().firstIndex() && isOutdated()) {
            beginRestore();
        }
        if (isRestoring()) {
            return restore();
        }
        if (taking.isUnderWay()) {
            final int work = taking.write();
            return work + noteNewest();
        }
        noteNewest();                    // a leader's may be ahead of what is applied here
        if (isDue(nowNs) && begin(nowNs)) {
            return 1;
        }
        return purge();
    }

    /** Whether a newer snapshot has come than the one that is being restored. */
    private boolean isOutdated() {
        return restored == null || restored != storage.snapshots().newest();
    }

    private void beginRestore() {
        endRestore();
        restored = storage.snapshots().newest();
        restored.retain();
        reader = new SnapshotReader(restored);
        if (taking.isUnderWay()) {
            taking.end();
        }
        parts.beginRestore();
        noteNewest();
    }

    private int restore() {
        int bytes = 0;
        while (bytes < RESTORED_BYTES) {
            if (!reader.next()) {
                applier.skipTo(restored.lastIndex());
                bytesBefore = applier.appliedBytes();
                endRestore();
                return 1;
            }
            parts.restore(reader);
            bytes += reader.length();
        }
        return 1;
    }

    private void endRestore() {
        if (restored != null) {
            restored.release();
            restored = null;
            reader = null;
        }
    }

    private boolean isDue(final long nowNs) {
        return !takesNone && applier.appliedIndex() > newestIndex
                && !raft.compaction().isReceiving()
                && (isAsked || policy.isDue(applier.appliedIndex() - newestIndex,
                        applier.appliedBytes() - bytesBefore, nowNs - beganNs));
    }

    private boolean begin(final long nowNs) {
        isAsked = false;
        beganNs = nowNs;
        bytesBefore = applier.appliedBytes();
        takesNone = !taking.begin(applier.appliedIndex(), raft.compaction());
        return !takesNone;
    }

    /** A snapshot may have become durable: one's own or a leader's. */
    private int noteNewest() {
        final Snapshot newest = storage.snapshots().newest();
        if (newest == null || newest.lastIndex() == newestIndex) {
            return 0;
        }
        newestIndex = newest.lastIndex();
        recent[taken++ % RETAINED] = newestIndex;
        return 1;
    }

    /**
     * Drops what the newest snapshot stands in for, but for what is kept for short outages and for
     * the peers that are being sent an older one; not for those that take for ever.
     */
    private int purge() {
        noteNewest();
        final long shipped = Math.max(raft.compaction().lowestShipped(), recent[taken % RETAINED]);
        final long purgeable = Math.min(Math.min(newestIndex - policy.keep(), shipped),
                Math.min(raft.durableIndex(), applier.appliedIndex()));
        if (purgeable <= purgedTo) {
            return 0;
        }
        purgedTo = purgeable;
        storage.log().purgeTo(purgeable);
        return 1;
    }
}
