package io.quorate.sim;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A chain's hash and some records made of it, so that a snapshot has more than one piece, then what
 * the state machine within has to say.
 */
final class ChainView implements SnapshotView {
    private static final int RECORDS_MAX = 16;
    private static final int RECORD_LENGTH = 96;

    private final long hash;
    private final SnapshotView within;                   // null if there is none
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_LENGTH]);
    private int written;

    ChainView(final long hash, final SnapshotView within) {
        this.hash = hash;
        this.within = within;
    }

    /** How many records come before those of the machine within. */
    static int records(final long hash) {
        return 1 + (int) (hash >>> 32 & RECORDS_MAX - 1);
    }

    /** Each long of a chain's record of that number. */
    static long content(final long hash, final int number) {
        return hash * (number + 1);
    }

    @Override
    public boolean write(final SnapshotSink sink, final int maxBytes) {
        int bytes = 0;
        while (written < records(hash) && bytes < maxBytes) {
            for (int at = 0; at < RECORD_LENGTH; at += Long.BYTES) {
                record.putLong(at, content(hash, written));
            }
            sink.put(record, 0, RECORD_LENGTH);
            bytes += RECORD_LENGTH;
            written++;
        }
        final boolean isDone = written == records(hash);
        return isDone && (within == null || within.write(sink, maxBytes));
    }

    @Override
    public void close() {
        if (within != null) {
            within.close();
        }
    }
}
