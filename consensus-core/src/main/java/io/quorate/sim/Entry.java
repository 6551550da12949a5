package io.quorate.sim;

import io.quorate.wire.EntryFrame;
import org.agrona.DirectBuffer;

/** An entry as it lies in simulated memory, which never changes once it is written. */
record Entry(long index, long term, int crc, DirectBuffer chunk, int offset, int length) {

    static Entry at(final DirectBuffer chunk, final int offset) {
        return new Entry(EntryFrame.index(chunk, offset), EntryFrame.term(chunk, offset),
                EntryFrame.crc(chunk, offset), chunk, offset,
                EntryFrame.frameLengthAt(chunk, offset));
    }

    /** Not an entry, but the mark that all before it is void: the log begins after it. */
    static Entry reset(final long index, final long term) {
        return new Entry(index, term, 0, null, 0, 0);
    }

    boolean isReset() {
        return chunk == null;
    }

    /** Whether both could lie in one log: the same entry, by the checksum over all that it says. */
    boolean isSame(final Entry other) {
        return index == other.index && term == other.term && crc == other.crc;
    }

    /** Whether both are the same bytes in memory: appended at once, not once more. */
    boolean isVery(final Entry other) {
        return chunk == other.chunk && offset == other.offset;
    }

    /** Whether the other's bytes follow this one's, so that both can be read in one run. */
    boolean isFollowedBy(final Entry other) {
        return chunk == other.chunk && offset + length == other.offset;
    }

    int type() {
        return EntryFrame.type(chunk, offset);
    }

    int payloadOffset() {
        return offset + EntryFrame.HEADER_LENGTH;
    }

    int payloadLength() {
        return EntryFrame.payloadLength(chunk, offset);
    }
}
