package io.quorate.raft;

import org.agrona.DirectBuffer;

/**
 * What must be known to take a snapshot of what is applied, and to drop the entries that it stands
 * in for (§7). Looks only; the node's thread.
 */
public final class Compaction {
    private final Raft raft;
    private final Parts parts;

    Compaction(final Raft raft, final Parts parts) {
        this.raft = raft;
        this.parts = parts;
    }

    /** The term of an entry that is in the log, or of the one just before the first. */
    public long termAt(final long index) {
        return parts.log.termAt(index);
    }

    /** The configuration that was in force as of an applied entry, encoded. */
    public DirectBuffer configurationAsOf(final long index) {
        return parts.membership.asOf(index).encode();
    }

    /** The index of the entry that put it in force; 0 if none did. */
    public long configurationIndexAsOf(final long index) {
        return parts.membership.indexAsOf(index);
    }

    /** Whether a leader's snapshot is on its way to this node: it needs the store for itself. */
    public boolean isReceiving() {
        return parts.receiver.isReceiving();
    }

    /** The lowest entry that a snapshot on its way to a peer ends with; else the highest long. */
    public long lowestShipped() {
        return raft.role() == Role.LEADER ? parts.leader.lowestShipped() : Long.MAX_VALUE;
    }
}
