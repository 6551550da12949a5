package io.quorate.storage.mapped;

import io.quorate.storage.Disk;
import io.quorate.storage.segment.Segment;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/** A file that is one mapping. */
abstract class MappedSegment implements Segment {
    private final int number;
    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer memory;
    private boolean isClosed;

    MappedSegment(final int number, final Path file, final FileChannel channel,
            final MappedByteBuffer mapping) {
        this.number = number;
        this.file = file;
        this.channel = channel;
        this.mapping = mapping;
        this.memory = new UnsafeBuffer(mapping);
    }

    @Override
    public final int number() {
        return number;
    }

    @Override
    public final Path file() {
        return file;
    }

    @Override
    public final UnsafeBuffer memory() {
        return memory;
    }

    /** Pages that were stored to through the mapping are dirty pages of the file, too. */
    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void delete() throws IOException {
        close();
        Files.delete(file);
        Disk.forceDirectory(file.getParent());
    }

    @Override
    public void close() {
        if (!isClosed) {
            hide();
            CloseHelper.close(channel);
            BufferUtil.free(mapping);
        }
    }

    /** A late reader meets a bounds check, not a hole, nor what lies there next. */
    void hide() {
        isClosed = true;
        memory.wrap(0, 0);
    }

    /** Closes the segment, but for its file and its mapping, which are the caller's from now on. */
    final SpareFile giveUp() {
        hide();
        return new SpareFile(channel, mapping);
    }
}
