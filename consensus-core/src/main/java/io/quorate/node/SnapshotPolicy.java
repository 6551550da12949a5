package io.quorate.node;

/**
 * When a node takes a snapshot of its own accord, and how much of the log stays behind one. Each of
 * the first three is off at 0; whichever falls due first counts.
 *
 * @param entries    so many applied since the newest snapshot
 * @param bytes      entries of so many bytes applied since then
 * @param intervalNs so much time passed since then, if anything was applied
 * @param keep       entries before the snapshot that stay in the log: a member that was away for no
 *                   more than them needs no snapshot
 */
public record SnapshotPolicy(long entries, long bytes, long intervalNs, long keep) {
    /** No snapshot but those that are asked for, and those that a leader sends. */
    public static final SnapshotPolicy OFF = new SnapshotPolicy(0, 0, 0, 0);

    /** Checks that none is negative. */
    public SnapshotPolicy {
        if (entries < 0 || bytes < 0 || intervalNs < 0 || keep < 0) {
            throw new IllegalArgumentException("entries, bytes, interval and keep of snapshots"
                    + " must not be negative");
        }
    }

    boolean isDue(final long entriesSince, final long bytesSince, final long nsSince) {
        return entriesSince > 0 && (entries > 0 && entriesSince >= entries
                || bytes > 0 && bytesSince >= bytes
                || intervalNs > 0 && nsSince >= intervalNs);
    }
}
