package io.quorate.sim;

import io.quorate.port.Durability;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.storage.memory.MemorySnapshot;

/**
 * A node's disk, which outlives its processes: it syncs in its own time, stalls, fails, runs out
 * of room, and at a crash keeps what was synced and perhaps some of what was not.
 */
final class SimulatedDisk {
    private final World world;
    private final SimulatedNode node;
    private final Chance chance;
    private final long identity;
    private final EntryList image = new EntryList();
    private SimulatedVotes.Word word = new SimulatedVotes.Word(0, 0, 0);
    private SimulatedLog log;
    private SimulatedVotes votes;
    private SimulatedSnapshots snapshots;
    private MemorySnapshot snapshot;                     // the newest that the disk has
    private int openings;
    private long stalledUntilNs;
    private long fullUntilNs;
    private boolean isPoisoned;

    SimulatedDisk(final World world, final SimulatedNode node, final Chance chance) {
        this.world = world;
        this.node = node;
        this.chance = chance;
        identity = chance.seed() | 1;
    }

    /** Begins another life of the node with what the disk has. */
    Storage open() {
        isPoisoned = false;
        log = new SimulatedLog(this, image);
        votes = new SimulatedVotes(this, word, ++openings);
        snapshots = new SimulatedSnapshots(this, snapshot);
        world.note(Event.START, node, null, openings, word.term(), image.lastIndex(), 0);
        return new Storage(log, votes, snapshots);
    }

    /** The process ends; a loss of power also takes what lies in the machine's own memory. */
    void crash(final boolean isPowerLost) {
        final int lost = log.unsynced();
        final long lastIndex = log.lastIndex();
        final int kept = isPowerLost ? survivors(lost) : lost;
        log.crash(kept);
        final int words = votes.unsynced();
        final int keptWords = isPowerLost ? survivors(words) : words;
        votes.crash(keptWords);
        word = votes.image();
        final int unnamed = snapshots.unsynced();
        final boolean isNamed = chance.is(0.5);
        snapshots.crash(isNamed);
        snapshot = snapshots.image();
        count(Fault.LOST_SNAPSHOT, isNamed ? 0 : unnamed);
        final long returned = Math.max(0, image.lastIndex() - lastIndex);
        count(Fault.LOST_ENTRIES, lost - kept);
        count(Fault.LOST_VOTE, words - keptWords);
        count(Fault.RETURNED_ENTRIES, returned);
        world.note(Event.CRASH, node, isPowerLost ? "loses power" : "is killed", lost - kept,
                returned, 0, 0);
    }

    /** The process has closed its storage. */
    void closed() {
        word = votes.image();
        snapshot = snapshots.image();
        world.struck(Fault.STOP, node);
        world.note(Event.CRASH, node, "ends in peace", 0, 0, 0, 0);
        if (log.trueDurableIndex() < log.lastIndex() || votes.unsynced() > 0) {
            misused("it was closed and not all of it is durable");
        }
    }

    private void count(final Fault fault, final long times) {
        if (times > 0) {
            world.struck(fault, node);
        }
    }

    private int survivors(final int written) {
        return chance.is(0.5) ? 0 : chance.below(written + 1);
    }

    /** A call to the disk: it may be the one during which the process ends, or that fails. */
    void touch() {
        node.mishaps().onPortCall();
        if (isPoisoned) {
            throw new StorageException("the disk of node " + node.id() + " has failed");
        }
    }

    /** A caller owes the port what it did not keep: the node's bug, not the disk's. */
    void misused(final String how) {
        world.checks.fail("node {} misused its storage: {}", node.id(), how);
    }

    void afterSync(final Runnable synced) {
        afterSync(chance, synced);
    }

    /** A sync for somebody whose draws are not to disturb the disk's own. */
    void afterSync(final Chance itsOwn, final Runnable synced) {
        final long syncNs = world.conditions.disk().syncNs();
        final long readyNs = world.time.nowNs() + syncNs / 2 + itsOwn.about(syncNs / 2);
        world.time.at(readyNs, () -> whenNotStalled(synced));
    }

    private void whenNotStalled(final Runnable synced) {
        if (stalledUntilNs > world.time.nowNs()) {
            world.time.at(stalledUntilNs, () -> whenNotStalled(synced));
        } else {
            synced.run();
        }
    }

    void stall(final long durationNs) {
        stalledUntilNs = world.time.nowNs() + durationNs;
        world.struck(Fault.DISK_STALL, node);
        world.note(Event.STALL, node, durationNs / 1000, 0);
    }

    void fill(final long durationNs) {
        fullUntilNs = world.time.nowNs() + durationNs;
    }

    boolean hasRoom() {
        final boolean isFull = fullUntilNs > world.time.nowNs();
        count(Fault.NO_ROOM, isFull ? 1 : 0);
        return !isFull;
    }

    /** Until {@link #open}, nothing works any more. */
    void poison() {
        isPoisoned = true;
    }

    boolean isPoisoned() {
        return isPoisoned;
    }

    /** All trouble is over. */
    void heal() {
        stalledUntilNs = 0;
        fullUntilNs = 0;
    }

    void onLogSynced(final long durableIndex) {
        world.note(Event.SYNC_LOG, node, durableIndex, 0);
        node.wakeSoon();
    }

    void onVoteSynced(final SimulatedVotes.Word durable) {
        word = durable;
        world.note(Event.SYNC_VOTE, node, durable.term(), durable.votedFor());
        node.wakeSoon();
    }

    void onSnapshotSynced(final long lastIndex) {
        world.note(Event.SYNC_SNAPSHOT, node, lastIndex, 0);
        node.wakeSoon();
    }

    /** Whether files that are no longer needed go before a crash that may come. */
    boolean isPurgedAtOnce() {
        return chance.is(0.7);
    }

    /** How many of so many bytes the disk takes at once. */
    int takes(final int length) {
        return chance.is(0.8) ? length : chance.below(length + 1);
    }

    int chunkBytes() {
        return world.conditions.disk().chunkBytes();
    }

    Durability durability() {
        return world.conditions.cluster().durability();
    }

    SimulatedNode node() {
        return node;
    }

    Checks checks() {
        return world.checks;
    }

    long identity() {
        return identity;
    }

    int openings() {
        return openings;
    }

    /** What a crash would leave at the least, of the log. */
    EntryList image() {
        return image;
    }

    /** What a crash would leave at the least, of term and vote. */
    SimulatedVotes.Word word() {
        return votes.image();
    }

    /** The snapshots of the life that is, or of the last one. */
    SimulatedSnapshots snapshots() {
        return snapshots;
    }

    /** The log of the life that is, or of the last one. */
    SimulatedLog log() {
        return log;
    }
}
