package io.quorate.node;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import io.quorate.wire.Crc32c;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Cells of state that every command stirs; its snapshot has one record a cell, slowly written. */
final class CellMachine implements StateMachine {
    private static final int CELLS = 64;

    long[] cells = new long[CELLS];
    int viewsOpen;
    private int restored;

    @Override
    public int apply(final long index, final DirectBuffer command, final int offset,
            final int length, final MutableDirectBuffer reply) {
        final int crc = Crc32c.of(command, offset, length);
        final int cell = crc & CELLS - 1;
        cells[cell] = (cells[cell] ^ crc ^ index) * 31;
        reply.putBytes(0, command, offset, length);
        return length;
    }

    @Override
    public SnapshotView snapshot() {
        viewsOpen++;
        return new View(cells.clone());
    }

    @Override
    public void beginRestore() {
        cells = new long[CELLS];
        restored = 0;
    }

    @Override
    public void restore(final DirectBuffer record, final int offset, final int length) {
        cells[restored++] = record.getLong(offset);
    }

    private final class View implements SnapshotView {
        private final long[] frozen;
        private final UnsafeBuffer record = new UnsafeBuffer(new byte[Long.BYTES]);
        private int written;

        View(final long[] frozen) {
            this.frozen = frozen;
        }

        @Override
        public boolean write(final SnapshotSink sink, final int maxBytes) {
            record.putLong(0, frozen[written++]);
            sink.put(record, 0, Long.BYTES);
            return written == CELLS;
        }

        @Override
        public void close() {
            viewsOpen--;
        }
    }
}
