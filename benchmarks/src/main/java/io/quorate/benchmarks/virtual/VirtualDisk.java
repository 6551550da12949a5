package io.quorate.benchmarks.virtual;

import io.quorate.port.ForwardingLog;
import io.quorate.port.LogStorage;

/**
 * A log whose entries are durable only once they are synced, as with {@code durability = fsync}: a
 * sync takes a while, and takes along all that was published when it began. What is published
 * meanwhile waits for the next one.
 */
final class VirtualDisk extends ForwardingLog {
    private final VirtualCluster cluster;
    private final VirtualNode node;
    private final long syncNs;
    private long durableIndex;
    private boolean isSyncing;
    private long syncs;

    VirtualDisk(final LogStorage log, final VirtualCluster cluster, final VirtualNode node,
            final long syncNs) {
        super(log);
        this.cluster = cluster;
        this.node = node;
        this.syncNs = syncNs;
    }

    @Override
    public long durableIndex() {
        return Math.min(durableIndex, log.durableIndex());     // less after a cut
    }

    @Override
    public void endBatch() {
        log.endBatch();
        durableIndex = durableIndex();
        sync();
    }

    private void sync() {
        final long published = log.durableIndex();
        if (isSyncing || published == durableIndex) {
            return;
        }
        isSyncing = true;
        syncs++;
        cluster.after(syncNs, () -> {
            isSyncing = false;
            durableIndex = published;
            node.wake();
            sync();
        });
    }

    @Override
    public void truncateFrom(final long index) {
        log.truncateFrom(index);
        durableIndex = Math.min(durableIndex, index - 1);
    }

    @Override
    public void resetTo(final long index, final long term) {
        log.resetTo(index, term);
        durableIndex = index;
    }

    /** How many syncs there were. */
    long syncs() {
        return syncs;
    }
}
