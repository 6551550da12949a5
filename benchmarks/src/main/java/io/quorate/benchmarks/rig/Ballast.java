package io.quorate.benchmarks.rig;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * So many bytes of state around a {@link Witness}, for snapshots to have something to carry: each
 * command changes a page somewhere, and a page that an open view still shows is copied first.
 */
final class Ballast implements StateMachine {
    private static final int PAGE_BYTES = 16 << 10;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Witness witness;
    private final UnsafeBuffer[] pages;                  // as many as a power of two
    private final boolean[] isShared;                    // with the open view
    private int restored;

    Ballast(final Witness witness, final long bytes) {
        this.witness = witness;
        final int count = BitUtil.findNextPositivePowerOfTwo(
                (int) Math.max(1, bytes / PAGE_BYTES));
        pages = new UnsafeBuffer[count];
        isShared = new boolean[count];
        for (int page = 0; page < count; page++) {
            pages[page] = new UnsafeBuffer(ByteBuffer.allocateDirect(PAGE_BYTES));
        }
    }

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        final int page = (int) (index * SPREAD >>> 32) & pages.length - 1;
        if (isShared[page]) {
            isShared[page] = false;
            final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(PAGE_BYTES));
            copy.putBytes(0, pages[page], 0, PAGE_BYTES);
            pages[page] = copy;
        }
        pages[page].putLong(0, pages[page].getLong(0) ^ index);
        return witness.apply(index, command, offset, length, reply);
    }

    @Override
    public SnapshotView snapshot() {
        return new View();
    }

    @Override
    public void beginRestore() {
        restored = 0;
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        if (restored == 0) {
            witness.restore(record, offset);
        } else {
            pages[restored - 1].putBytes(0, record, offset, PAGE_BYTES);
        }
        restored++;
    }

    private final class View implements SnapshotView {
        private final UnsafeBuffer[] frozen = pages.clone();
        private final UnsafeBuffer first = witness.encode();
        private int written;

        View() {
            java.util.Arrays.fill(isShared, true);
            written = -1;
        }

        @Override
        public boolean write(final SnapshotSink sink, final int maxBytes) {
            if (written < 0) {
                sink.put(first, 0, first.capacity());
                written = 0;
            }
            for (int bytes = 0; bytes < maxBytes && written < frozen.length;
                    bytes += PAGE_BYTES) {
                sink.put(frozen[written], 0, PAGE_BYTES);
                frozen[written++] = null;
            }
            return written == frozen.length;
        }

        @Override
        public void close() {
            java.util.Arrays.fill(isShared, false);
        }
    }
}
