package io.quorate.sim;

/**
 * Group commit, as a disk does it: one sync at a time, over all that was written when it began;
 * what is written meanwhile waits for the next.
 */
final class SyncLine {
    private final SimulatedDisk disk;
    private final Runnable onSynced;
    private boolean isSyncing;
    private boolean isWaiting;
    private boolean isClosed;

    /** {@code onSynced} is run when a sync ends; what came after it began is not yet durable. */
    SyncLine(final SimulatedDisk disk, final Runnable onSynced) {
        this.disk = disk;
        this.onSynced = onSynced;
    }

    /** Something was written: true if a sync over it begins now, false if it has to wait. */
    boolean begin() {
        if (isSyncing) {
            isWaiting = true;
            return false;
        }
        isSyncing = true;
        disk.afterSync(this::end);
        return true;
    }

    private void end() {
        if (!isClosed) {
            isSyncing = false;
            onSynced.run();
        }
    }

    /** Whether something was written while the sync that has just ended was under way. */
    boolean isNextDue() {
        final boolean isDue = isWaiting;
        isWaiting = false;
        return isDue;
    }

    /** The process has ended: what was under way tells nobody any more. */
    void close() {
        isClosed = true;
    }
}
