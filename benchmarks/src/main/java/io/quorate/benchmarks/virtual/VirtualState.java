package io.quorate.benchmarks.virtual;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** So many bytes that never change, for snapshots to have something to carry. */
final class VirtualState implements StateMachine {
    private static final int RECORD_BYTES = 16 << 10;
    private static final UnsafeBuffer RECORD =
            new UnsafeBuffer(ByteBuffer.allocate(RECORD_BYTES));

    private final int records;

    VirtualState(final int bytes) {
        records = Math.max(1, bytes / RECORD_BYTES);
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        return 0;
    }

    @Override
    public SnapshotView snapshot() {
        return new View();
    }

    @Override
    public void beginRestore() {
        // its bytes are those that come
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        // its bytes are these already
    }

    private final class View implements SnapshotView {
        private int written;

        @Override
        public boolean write(final SnapshotSink sink, final int maxBytes) {
            for (int bytes = 0; bytes < maxBytes && written < records; bytes += RECORD_BYTES) {
                sink.put(RECORD, 0, RECORD_BYTES);
                written++;
            }
            return written == records;
        }

        @Override
        public void close() {
            // nothing was kept for it
        }
    }
}
