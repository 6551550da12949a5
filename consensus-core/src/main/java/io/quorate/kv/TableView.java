package io.quorate.kv;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.port.SnapshotSink;
import io.quorate.port.SnapshotView;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A store at one moment, written page by page while commands change it.
 * <pre>
 *  a record:  keyLength 4 │ valueLength 4 │ key │ value │ keyLength ...
 * </pre>
 */
final class TableView implements SnapshotView {
    static final int ENTRY_HEAD = 8;

    private final Table table;
    private final UnsafeBuffer[] pages;
    private final ExpandableDirectByteBuffer record = new ExpandableDirectByteBuffer(64 << 10);
    private int next;
    private boolean isClosed;

    TableView(final Table table) {
        this.table = table;
        pages = table.freeze();
    }

    @Override
    public boolean write(final SnapshotSink sink, final int maxBytes) {
        int written = 0;
        while (next < pages.length && written < maxBytes) {
            final int length = pages[next] == null ? 0 : copy(pages[next]);
            if (length > 0) {
                sink.put(record, 0, length);
            }
            written += length;
            next++;
        }
        return next == pages.length;
    }

    private int copy(final UnsafeBuffer page) {
        int length = 0;
        for (int at = 0; at < page.capacity(); at += table.slotBytes()) {
            final int content = Table.contentLength(page, at);
            if (content > 0) {
                final int keyLength = Table.keyLength(page, at);
                record.putInt(length, keyLength, LITTLE_ENDIAN);
                record.putInt(length + 4, content - keyLength, LITTLE_ENDIAN);
                record.putBytes(length + ENTRY_HEAD, page, at + Table.HEAD, content);
                length += ENTRY_HEAD + content;
            }
        }
        return length;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            table.thaw();
        }
    }
}
