package io.quorate.raft;

import io.quorate.port.LogStorage;
import io.quorate.port.Snapshot;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The log as the rules speak of it: storage, with the term of every entry and the configuration
 * that it names last.
 */
final class RaftLog {
    private final LogStorage storage;
    private final TermRuns terms;
    private final Membership membership;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer gathered = new UnsafeBuffer(0, 0);

    /** Reads through what storage holds, once, for its terms and configurations. */
    RaftLog(final LogStorage storage, final Membership membership) {
        this.storage = storage;
        this.membership = membership;
        terms = new TermRuns(storage.firstIndex() - 1, storage.termBeforeFirst());
        long index = storage.firstIndex();
        while (index <= storage.lastIndex()) {
            final long last = storage.read(index, storage.lastIndex(), 1 << 20, view);
            noteFrames(view, 0, view.capacity());
            index = last + 1;
        }
    }

    /**
     * Whether a log holds that entry, or begins just after it.
     *
     * @throws IllegalStateException if it begins later still: entries are missing
     */
    static boolean holds(final LogStorage storage, final long index, final long term) {
        final long before = storage.firstIndex() - 1;
        if (index < before) {
            throw new IllegalStateException("the newest snapshot ends at entry " + index
                    + " and the log begins after entry " + before + ": those between are lost;"
                    + " move this member's directory away and let it rejoin");
        }
        if (index == before || index > storage.lastIndex()) {
            return index == before && storage.termBeforeFirst() == term;
        }
        final UnsafeBuffer entry = new UnsafeBuffer(0, 0);
        storage.read(index, index, 1, entry);
        return EntryFrame.term(entry, 0) == term;
    }

    /** Begins anew after a snapshot of entries that it does not hold. */
    void resetTo(final Snapshot snapshot) {
        storage.resetTo(snapshot.lastIndex(), snapshot.lastTerm());
        terms.resetTo(snapshot.lastIndex(), snapshot.lastTerm());
        SnapshotReader.readConfiguration(snapshot, membership);
    }

    private void noteFrames(final DirectBuffer buffer, final int offset, final int length) {
        int at = offset;
        while (at < offset + length) {
            final long index = EntryFrame.index(buffer, at);
            terms.append(index, EntryFrame.term(buffer, at));
            if (EntryFrame.type(buffer, at) == EntryType.CONFIGURATION
                    && index > membership.index()) {     // else the snapshot's is as new
                membership.append(index, buffer, at + EntryFrame.HEADER_LENGTH,
                        EntryFrame.payloadLength(buffer, at));
            }
            at += EntryFrame.frameLengthAt(buffer, at);
        }
    }

    long append(final long term, final int type, final DirectBuffer payload, final int offset,
            final int length) {
        final long index = storage.append(term, type, payload, offset, length);
        terms.append(index, term);
        if (type == EntryType.CONFIGURATION) {
            membership.append(index, payload, offset, length);
        }
        return index;
    }

    void append(final EntryRun run) {
        if (run.isOfOneTerm() && !run.hasConfiguration()) {
            terms.append(run.firstIndex(), run.firstTerm());
        } else {
            noteFrames(run.buffer(), run.offset(), run.length());
        }
        storage.appendRun(run.buffer(), run.offset(), run.length(), run.lastIndex());
    }

    void truncateFrom(final long index) {
        storage.truncateFrom(index);
        terms.truncateFrom(index);
        membership.truncateFrom(index);
    }

    /**
     * A run of entries to be sent, in log memory; only a log of many small batches is gathered
     * into one piece by copying.
     *
     * @return the index of its last entry; the run itself is {@link #run}
     */
    long read(final long fromIndex, final int maxBytes) {
        long last = storage.read(fromIndex, lastIndex(), maxBytes, view);
        if (last == lastIndex() || view.capacity() > maxBytes / 2) {
            return last;
        }
        return gather(last, maxBytes);
    }

    private long gather(final long firstRunEnds, final int maxBytes) {
        if (gathered.capacity() < maxBytes) {
            gathered.wrap(new byte[maxBytes]);
        }
        long last = firstRunEnds;
        int bytes = view.capacity();
        gathered.putBytes(0, view, 0, bytes);
        while (last < lastIndex() && bytes < maxBytes) {
            final long end = storage.read(last + 1, lastIndex(), maxBytes - bytes, view);
            if (view.capacity() > maxBytes - bytes) {
                break;
            }
            gathered.putBytes(bytes, view, 0, view.capacity());
            bytes += view.capacity();
            last = end;
        }
        view.wrap(gathered, 0, bytes);
        return last;
    }

    /** What {@link #read} found last. */
    DirectBuffer run() {
        return view;
    }

    /** The term of an entry that is held, of the one just before the first, or of none at 0. */
    long termAt(final long index) {
        return index == 0 ? 0 : terms.termAt(index);
    }

    long lastTerm() {
        return termAt(lastIndex());
    }

    boolean holds(final long index, final long term) {
        return index >= storage.firstIndex() - 1 && index <= lastIndex() && termAt(index) == term;
    }

    /** The newest entry of at most that index and term: where two logs may still agree. */
    long newestAtMost(final long index, final long term) {
        final long known = Math.max(firstIndex() - 1, Math.min(index, lastIndex()));
        return terms.newestAtMost(known, term);
    }

    /**
     * Where a log may agree with this one that holds no entry of that index and term or newer; one
     * before {@link #firstIndex} by two or more means that nobody can tell any more.
     */
    long agreementAtMost(final long index, final long term) {
        if (index < firstIndex() - 1) {
            return index;
        }
        final long newest = newestAtMost(index, term);
        return termAt(newest) > term ? firstIndex() - 2 : newest;
    }

    /** Whether a log that ends so is at least as new as this one (§5.4.1). */
    boolean isCovered(final long otherLastIndex, final long otherLastTerm) {
        return otherLastTerm > lastTerm()
                || otherLastTerm == lastTerm() && otherLastIndex >= lastIndex();
    }

    /** Whether a snapshot can take its place without waiting for anything. */
    boolean isReadyToReset() {
        return storage.isReadyToReset();
    }

    boolean hasRoom(final int payloadLength) {
        return storage.hasRoom(EntryFrame.frameLength(payloadLength));
    }

    LogStorage storage() {
        return storage;
    }

    long firstIndex() {
        return storage.firstIndex();
    }

    long lastIndex() {
        return storage.lastIndex();
    }
}
