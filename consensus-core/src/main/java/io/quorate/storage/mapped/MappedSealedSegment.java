package io.quorate.storage.mapped;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quorate.storage.Disk;
import io.quorate.storage.segment.Batch;
import io.quorate.storage.segment.SealedSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mapped file that an earlier run filled; it may be shorter than it was then. */
final class MappedSealedSegment extends MappedSegment implements SealedSegment {
    MappedSealedSegment(final int number, final Path file, final FileChannel channel,
            final MappedByteBuffer mapping) {
        super(number, file, channel, mapping);
    }

    @Override
    public int published(final int from) {
        final boolean isInside = from <= memory().capacity() - Batch.HEADER_LENGTH;
        return isInside && memory().getInt(from + Batch.LENGTH, ByteOrder.LITTLE_ENDIAN) != 0
                ? from : NONE;
    }

    @Override
    public void setAside(final int from) throws IOException {
        final Path aside = asideFile();
        if (from == 0) {
            close();
            Files.move(file(), aside, ATOMIC_MOVE);
            Disk.forceDirectory(file().getParent());
        } else {
            keepTail(from, aside);
            trim(from);
        }
    }

    /** The directory too: who made this segment may have trusted in the page cache. */
    @Override
    public void force() throws IOException {
        super.force();
        Disk.forceDirectory(file().getParent());
    }

    private void keepTail(final int from, final Path aside) throws IOException {
        int end = memory().capacity();
        while (end > from && memory().getByte(end - 1) == 0) {
            end--;
        }
        final ByteBuffer tail = memory().byteBuffer().duplicate().limit(end).position(from);
        try (FileChannel kept = FileChannel.open(aside, CREATE_NEW, WRITE)) {
            Disk.write(kept, tail);
            kept.force(true);
        }
        Disk.forceDirectory(aside.getParent());
    }

    private Path asideFile() {
        int attempt = 1;
        while (Files.exists(asideFile(attempt))) {
            attempt++;
        }
        return asideFile(attempt);
    }

    private Path asideFile(final int attempt) {
        return file().resolveSibling(file().getFileName() + ".torn-" + attempt);
    }

    @Override
    public void trim(final int from) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), WRITE)) {
            channel.truncate(from);
            channel.force(true);
        }
    }
}
