package io.quorate.storage.chronicle;

import io.quorate.storage.segment.SealedSegment;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A queue that an earlier run filled: its file, mapped for reading. Chronicle never opens it, so
 * neither a lock that its writer left behind nor a page that was lost can mislead it.
 */
final class SealedQueue implements SealedSegment {
    private final QueueDirectory directory;
    private final FileChannel channel;
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer memory;

    SealedQueue(final QueueDirectory directory) throws IOException {
        this.directory = directory;
        channel = directory.open();
        mapping = channel.map(MapMode.READ_ONLY, 0, channel.size());
        memory = new UnsafeBuffer(mapping);
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
    public int published(final int from) {
        return Documents.published(memory, from);
    }

    @Override
    public boolean hasTraces(final int from) {
        return SealedSegment.super.hasTraces(Documents.afterMetadata(memory, from));
    }

    @Override
    public void setAside(final int from) throws IOException {
        if (from == 0) {
            close();
            directory.setAside();
        } else {
            int end = memory.capacity();
            while (end > from && memory.getByte(end - 1) == 0) {
                end--;
            }
            directory.keep(mapping.duplicate().limit(end).position(from));
            trim(from);
        }
    }

    @Override
    public void trim(final int from) throws IOException {
        channel.truncate(from);
        channel.force(true);
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
        directory.force();
    }

    @Override
    public void delete() throws IOException {
        close();
        directory.delete();
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            CloseHelper.close(channel);
            memory.wrap(0, 0);               // a late reader meets a bounds check, not a hole
            IoUtil.unmap(mapping);
        }
    }
}
