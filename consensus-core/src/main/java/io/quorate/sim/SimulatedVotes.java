package io.quorate.sim;

import io.quorate.port.Durability;
import io.quorate.port.VoteStore;
import java.util.ArrayDeque;
import java.util.Deque;

/** A node's word in one life of its process, above a disk that lags behind it. */
final class SimulatedVotes implements VoteStore {
    /** What is stored at once. */
    record Word(long term, int votedFor, long promiseNs) {
    }

    private final SimulatedDisk disk;
    private final int incarnation;
    private final Deque<Word> written = new ArrayDeque<>();
    private final SyncLine line;
    private Word live;
    private Word image;
    private int syncing;

    SimulatedVotes(final SimulatedDisk disk, final Word image, final int incarnation) {
        this.disk = disk;
        this.image = image;
        this.incarnation = incarnation;
        live = image;
        line = new SyncLine(disk, this::onSynced);
    }

    @Override
    public long identity() {
        return disk.identity();
    }

    @Override
    public int incarnation() {
        return incarnation;
    }

    @Override
    public long term() {
        return live.term();
    }

    @Override
    public int votedFor() {
        return live.votedFor();
    }

    @Override
    public long promiseNs() {
        return live.promiseNs();
    }

    @Override
    public void store(final long term, final int votedFor, final long promiseNs) {
        disk.touch();
        final boolean isChanged = term == live.term() && live.votedFor() != NOBODY
                && live.votedFor() != votedFor;
        if (term < live.term() || isChanged || promiseNs < live.promiseNs()) {
            disk.misused("term " + term + ", vote " + votedFor + " and promise " + promiseNs
                    + " were stored after " + live);
        }
        disk.node().mishaps().onPerilousMoment();
        live = new Word(term, votedFor, promiseNs);
        written.add(live);
        if (disk.durability() != Durability.FSYNC) {
            keep(1);
        } else if (line.begin()) {
            syncing = written.size();
        }
    }

    @Override
    public boolean isDurable() {
        disk.touch();
        return written.isEmpty();
    }

    private void onSynced() {
        keep(syncing);
        syncing = 0;
        if (line.isNextDue() && line.begin()) {
            syncing = written.size();
        }
        disk.onVoteSynced(image);
    }

    private void keep(final int count) {
        for (int i = 0; i < count; i++) {
            image = written.remove();
        }
    }

    void crash(final int survivors) {
        line.close();
        keep(survivors);
    }

    int unsynced() {
        return written.size();
    }

    /** What a crash would leave at the least. */
    Word image() {
        return image;
    }

    @Override
    public void close() {
        line.close();
        keep(written.size());
    }
}
