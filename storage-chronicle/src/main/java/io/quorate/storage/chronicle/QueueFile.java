package io.quorate.storage.chronicle;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A queue of one file, open for writing: documents are written in place, by address, and appear all
 * at once when they are published.
 *
 * <p>Made by one thread and used by another, which must receive it safely; one thread at a time.
 */
final class QueueFile implements AutoCloseable {
    /** The data of every document begins at a multiple of this. */
    static final int ALIGNMENT = 8;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer memory;
    private final int maxDocumentBytes;
    private DocumentContext document;

    /**
     * Makes a queue.
     *
     * @param directory holds the file as {@code OnlyCycle.NAME + ".precreated"}, all zeros
     * @param fileBytes the length of that file; a power of two, 64 KiB or more
     */
    QueueFile(final Path directory, final int fileBytes) {
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(OnlyCycle.INSTANCE)
                .timeProvider(OnlyCycle.INSTANCE)
                .blockSize(fileBytes)
                .checkInterrupts(false)
                .syncMode(SyncMode.NONE)
                .build();
        maxDocumentBytes = (int) Math.min(queue.overlapSize(), fileBytes) - ALIGNMENT;
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        memory = touch(appender, fileBytes);
    }

    /** Writes a first, empty document of metadata, so that the file exists and is mapped. */
    private static UnsafeBuffer touch(final ExcerptAppender appender, final int fileBytes) {
        try (DocumentContext metadata = appender.writingDocument(true)) {
            final Bytes<?> bytes = metadata.wire().bytes();
            bytes.writeInt(0);
            final BytesStore<?, ?> chunk = bytes.bytesStore();
            return new UnsafeBuffer(chunk.addressForRead(chunk.start()), fileBytes);
        }
    }

    /** The whole file, for reading what was published and writing the open document. */
    UnsafeBuffer memory() {
        return memory;
    }

    /** The most bytes that one document can hold. */
    int maxDocumentBytes() {
        return maxDocumentBytes;
    }

    /** Opens a document and returns where its data begins in {@link #memory}. */
    int open() {
        document = appender.writingDocument();
        return BitUtil.align((int) document.wire().bytes().writePosition(), ALIGNMENT);
    }

    /** Publishes the open document, whose data ends before {@code end}. */
    void publish(final int end) {
        final Bytes<?> bytes = document.wire().bytes();
        bytes.writeSkip(end - bytes.writePosition());
        document.close();
        document = null;
    }

    @Override
    public void close() {
        if (document != null) {
            document.rollbackOnClose();
            document.close();
        }
        appender.close();
        queue.close();
    }
}
