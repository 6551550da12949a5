package io.quorate.storage.chronicle;

import io.quorate.port.Durability;
import io.quorate.storage.segment.Batch;
import io.quorate.storage.segment.OpenSegment;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment that is being filled: a queue that this process made, one document for each batch.
 *
 * <p>Chronicle opens and publishes documents; what is in them is stored by address, and forced and
 * read without it. The queue is open as long as the segment is, since its memory is the queue's.
 */
final class QueueSegment implements OpenSegment {
    /** Chronicle begins a file with a header and two arrays of its index. */
    private static final int HEADER_BYTES = 2 << 10;
    /** It may add such an array later, between two documents. */
    private static final int INDEX_BYTES = 1 << 10;
    /** It reserves room for a document that begins at the file's end: a quarter, at least this. */
    private static final int MIN_OVERLAP = 64 << 10;

    private final QueueDirectory directory;
    private final int limit;
    private final int maxDocumentLength;
    private final FileChannel channel;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer memory;
    private final UnsafeBuffer batch = new UnsafeBuffer(0, 0);
    private DocumentContext document;
    private int position;
    private int end;

    /**
     * Makes a queue of the file that {@link QueueDirectory#prepare} left, and opens it so far that
     * the first batch finds it mapped.
     */
    QueueSegment(final QueueDirectory directory, final int fileBytes,
            final Durability durability) throws IOException {
        this.directory = directory;
        this.limit = fileBytes - INDEX_BYTES;
        this.maxDocumentLength = maxDocumentLength(fileBytes);
        queue = SingleChronicleQueueBuilder.binary(directory.path())
                .rollCycle(OnlyCycle.INSTANCE)
                .timeProvider(OnlyCycle.INSTANCE)
                .blockSize(fileBytes)                      // the whole file is one mapping
                .checkInterrupts(false)                    // else one could end in mid-append
                .syncMode(SyncMode.NONE)                   // force() is ours
                .build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);        // made here, used by the log's thread
        memory = touch(fileBytes);
        channel = directory.open();
        channel.truncate(fileBytes);                       // no sparse end: nobody stores there
        if (durability == Durability.FSYNC) {
            channel.force(true);
            directory.force();
        }
    }

    /** Writes a first document, of metadata: now the file exists, has a header and is mapped. */
    private UnsafeBuffer touch(final int fileBytes) {
        try (DocumentContext metadata = appender.writingDocument(true)) {
            final Bytes<?> bytes = metadata.wire().bytes();
            bytes.writeInt(0);
            end = (int) bytes.writePosition();
            final BytesStore<?, ?> chunk = bytes.bytesStore();
            return new UnsafeBuffer(chunk.addressForRead(chunk.start()), fileBytes);
        }
    }

    /** The longest batch that a new segment of that size takes. */
    static int maxBatchLength(final int fileBytes) {
        return Math.min(maxDocumentLength(fileBytes), fileBytes - HEADER_BYTES - INDEX_BYTES);
    }

    private static int maxDocumentLength(final int fileBytes) {
        return Math.max(fileBytes / 4, MIN_OVERLAP) - Documents.ALIGNMENT;
    }

    @Override
    public int number() {
        return directory.number();
    }

    @Override
    public Path file() {
        return directory.file();
    }

    @Override
    public UnsafeBuffer memory() {
        return memory;
    }

    @Override
    public int room() {
        final int start = Documents.batchAt(end + Documents.HEADER_LENGTH);
        return Math.min(limit - start, maxDocumentLength);
    }

    @Override
    public int begin(final int bytes) {
        final int room = room();
        document = appender.writingDocument();
        position = Documents.batchAt((int) document.wire().bytes().writePosition());
        batch.wrap(memory, position, room);
        return position;
    }

    @Override
    public UnsafeBuffer batch() {
        return batch;
    }

    @Override
    public void publish(final int length) {
        memory.putInt(position + Batch.LENGTH, length, ByteOrder.LITTLE_ENDIAN);
        end = position + length;
        final Bytes<?> bytes = document.wire().bytes();
        bytes.writeSkip(end - bytes.writePosition());
        document.close();
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void delete() throws IOException {
        close();
        directory.delete();
    }

    @Override
    public void close() {
        batch.wrap(0, 0);
        memory.wrap(0, 0);                   // a late reader meets a bounds check, not a hole
        CloseHelper.closeAll(appender, queue, channel);
    }
}
