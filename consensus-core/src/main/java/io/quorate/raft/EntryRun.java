package io.quorate.raft;

import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import org.agrona.DirectBuffer;

/**
 * The entries that came with a message, checked as a whole before the first of them is used: each
 * frame whole and undamaged, indexes without a gap, terms that never fall nor pass the leader's.
 */
final class EntryRun {
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private long firstTerm;
    private long lastIndex;
    private long lastTerm;
    private boolean hasConfiguration;

    /** Looks at every frame; false means that nothing of the run may be used. */
    boolean check(final DirectBuffer frames, final int from, final int bytes, final long prevIndex,
            final long prevTerm, final long leaderTerm) {
        buffer = frames;
        offset = from;
        length = bytes;
        lastIndex = prevIndex;
        lastTerm = prevTerm;
        firstTerm = bytes == 0 ? prevTerm : -1;
        hasConfiguration = false;
        final int limit = from + bytes;
        int at = from;
        while (at < limit) {
            final int frameLength = EntryFrame.check(frames, at, limit);
            if (frameLength < 0 || !continues(at, leaderTerm)) {
                return false;
            }
            at += frameLength;
        }
        return true;
    }

    private boolean continues(final int at, final long leaderTerm) {
        final long term = EntryFrame.term(buffer, at);
        if (EntryFrame.index(buffer, at) != lastIndex + 1 || term < lastTerm || term > leaderTerm) {
            return false;
        }
        lastIndex++;
        lastTerm = term;
        firstTerm = firstTerm < 0 ? term : firstTerm;
        hasConfiguration |= EntryFrame.type(buffer, at) == EntryType.CONFIGURATION;
        return true;
    }

    /** Drops the first entry from the run. */
    void skipFirst() {
        final int frameLength = EntryFrame.frameLengthAt(buffer, offset);
        offset += frameLength;
        length -= frameLength;
        firstTerm = isEmpty() ? lastTerm : EntryFrame.term(buffer, offset);
    }

    boolean isEmpty() {
        return length == 0;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** The index of the first entry left in the run, which must not be empty. */
    long firstIndex() {
        return EntryFrame.index(buffer, offset);
    }

    /** The term of the first entry left in the run. */
    long firstTerm() {
        return firstTerm;
    }

    long lastIndex() {
        return lastIndex;
    }

    boolean isOfOneTerm() {
        return firstTerm == lastTerm;
    }

    boolean hasConfiguration() {
        return hasConfiguration;
    }
}
