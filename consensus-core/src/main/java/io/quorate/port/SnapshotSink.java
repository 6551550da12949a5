package io.quorate.port;

import org.agrona.DirectBuffer;

/** Where a {@link SnapshotView} puts its records. */
@FunctionalInterface
public interface SnapshotSink {
    /**
     * Takes one record; its bytes may be changed once this returns.
     *
     * @param length 0 to {@link SnapshotPart#MAX_RECORD_LENGTH}
     */
    void put(DirectBuffer record, int offset, int length);
}
