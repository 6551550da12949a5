package io.quorate.sim;

import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.wire.EntryFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A node's log in one life of its process, above a disk that lags behind it.
 * <pre>
 *   live      1 2 3 4' 5' 6'          what this process sees
 *   written           4' 5' | 6'      appended in this order; up to | published
 *   image     1 2 3 4 5 6 7           what the disk has: entries 4..7 were removed in memory
 * </pre>
 * As in a log of segments, removing writes nothing: an entry supersedes those of its index and
 * above once it is on disk itself. A crash keeps the image and some first part of what was written.
 */
final class SimulatedLog implements LogStorage {
    private static final int MAX_PAYLOAD = 1 << 16;

    private final SimulatedDisk disk;
    private final EntryList live = new EntryList();
    private final EntryList image;
    private final Deque<Entry> written = new ArrayDeque<>();
    private final SyncLine line;
    private UnsafeBuffer chunk = new UnsafeBuffer(new byte[0]);
    private int chunkUsed;
    private int published;
    private int syncing;
    private long durableIndex;

    SimulatedLog(final SimulatedDisk disk, final EntryList image) {
        this.disk = disk;
        this.image = image;
        live.copyFrom(image);
        durableIndex = live.lastIndex();
        line = new SyncLine(disk, this::onSynced);
    }

    @Override
    public long firstIndex() {
        return live.firstIndex();
    }

    @Override
    public long termBeforeFirst() {
        return live.termBeforeFirst();
    }

    @Override
    public long lastIndex() {
        return live.lastIndex();
    }

    @Override
    public long durableIndex() {
        disk.touch();
        return durableIndex;
    }

    @Override
    public int maxPayloadLength() {
        return MAX_PAYLOAD;
    }

    @Override
    public boolean hasRoom(final int frameBytes) {
        return disk.hasRoom();
    }

    @Override
    public long append(final long term, final int type, final DirectBuffer payload,
            final int offset, final int length) {
        disk.touch();
        reserve(EntryFrame.frameLength(length));
        final int at = chunkUsed;
        final long index = live.lastIndex() + 1;
        chunkUsed += EntryFrame.write(chunk, at, index, term, type, payload, offset, length);
        add(Entry.at(chunk, at));
        return index;
    }

    @Override
    public void appendRun(final DirectBuffer frames, final int offset, final int length,
            final long lastIndex) {
        disk.touch();
        int at = offset;
        while (at < offset + length) {
            final int frameLength = EntryFrame.frameLengthAt(frames, at);
            reserve(frameLength);
            chunk.putBytes(chunkUsed, frames, at, frameLength);
            add(Entry.at(chunk, chunkUsed));
            chunkUsed += frameLength;
            at += frameLength;
        }
        if (live.lastIndex() != lastIndex) {
            disk.misused("a run of entries ends at " + live.lastIndex() + ", not at " + lastIndex);
        }
    }

    private void reserve(final int bytes) {
        if (chunk.capacity() - chunkUsed < bytes) {
            chunk = new UnsafeBuffer(new byte[Math.max(bytes, disk.chunkBytes())]);
            chunkUsed = 0;
        }
    }

    private void add(final Entry entry) {
        if (entry.index() != live.lastIndex() + 1) {
            disk.misused("entry " + entry.index() + " was appended after " + live.lastIndex());
        }
        disk.checks().onAppend(disk.node(), entry, live.termAt(live.lastIndex()));
        live.supersede(entry);
        written.add(entry);
    }

    @Override
    public void endBatch() {
        disk.touch();
        if (published == written.size()) {
            return;
        }
        published = written.size();
        if (disk.durability() != Durability.FSYNC) {
            keep(published);
        } else if (line.begin()) {
            syncing = published;
        }
    }

    private void onSynced() {
        keep(syncing);
        syncing = 0;
        if (line.isNextDue() && line.begin()) {
            syncing = published;
        }
        disk.onLogSynced(durableIndex);
    }

    private void keep(final int count) {
        for (int i = 0; i < count; i++) {
            final Entry entry = written.remove();
            if (entry.isReset()) {
                image.resetTo(entry.index(), entry.term());
                continue;
            }
            image.supersede(entry);
            if (entry.index() == durableIndex + 1 && live.has(entry.index())
                    && live.get(entry.index()).isVery(entry)) {
                durableIndex++;
            }
        }
        published -= count;
    }

    @Override
    public long read(final long fromIndex, final long toIndex, final int maxBytes,
            final DirectBuffer view) {
        final Entry first = live.get(fromIndex);
        Entry last = first;
        int bytes = first.length();
        while (last.index() < Math.min(toIndex, live.lastIndex())) {
            final Entry next = live.get(last.index() + 1);
            if (!last.isFollowedBy(next) || bytes + next.length() > maxBytes) {
                break;
            }
            bytes += next.length();
            last = next;
        }
        view.wrap(first.chunk(), first.offset(), bytes);
        return last.index();
    }

    @Override
    public void truncateFrom(final long index) {
        disk.touch();
        disk.checks().onTruncate(disk.node(), index, live.lastIndex());
        disk.node().mishaps().onPerilousMoment();
        live.truncateFrom(index);
        durableIndex = Math.min(durableIndex, index - 1);
    }

    @Override
    public void purgeTo(final long index) {
        disk.touch();
        if (index > durableIndex) {
            disk.misused("entries up to " + index + " are purged and only those up to "
                    + durableIndex + " durable");
        }
        if (index > disk.snapshots().durableIndex()) {
            disk.misused("entries up to " + index + " are purged and no snapshot beyond "
                    + disk.snapshots().durableIndex() + " is durable");
        }
        live.purgeTo(index);
        if (disk.isPurgedAtOnce() && written.stream().noneMatch(Entry::isReset)) {
            image.purgeTo(index);
        }
    }

    @Override
    public void resetTo(final long index, final long term) {
        disk.touch();
        disk.node().mishaps().onPerilousMoment();
        if (index > disk.snapshots().durableIndex()) {
            disk.misused("the log begins anew after entry " + index + " and no snapshot beyond "
                    + disk.snapshots().durableIndex() + " is durable");
        }
        live.resetTo(index, term);
        durableIndex = index;
        written.add(Entry.reset(index, term));
        endBatch();
    }

    @Override
    public boolean isReadyToReset() {
        disk.touch();
        return disk.hasRoom();
    }

    /** The process ends: {@code survivors} of what was published is found again on the disk. */
    void crash(final int survivors) {
        line.close();
        keep(survivors);
    }

    /** How many entries are written and published, and not yet synced. */
    int unsynced() {
        return published;
    }

    EntryList live() {
        return live;
    }

    /** What {@link #durableIndex} truly is, for checkers: nothing fails, nothing is counted. */
    long trueDurableIndex() {
        return durableIndex;
    }

    @Override
    public void close() {
        line.close();
        keep(written.size());
    }
}
