package io.quorate.storage.chronicle;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * The files of one segment, a queue in a directory of its own.
 * <pre>
 *  log/00000042/19700101-000001R.cq4           the queue's only file: our batches
 *  log/00000042/19700101-000001R.precreated    what it is until Chronicle takes it over
 *  log/00000042/metadata.cq4t                  Chronicle's, of use to nobody once it is closed
 * </pre>
 * A directory counts as a segment from when the first of these is there; it has all its blocks by
 * then. Immutable; the caller sees to it that two threads do not work on one directory.
 */
record QueueDirectory(Path path) {
    private static final String FILE = OnlyCycle.NAME + ".cq4";
    private static final String PRECREATED = OnlyCycle.NAME + ".precreated";

    /**
     * Zeros are written a page at a time. The length of a write decides how much of the file the
     * kernel keeps together, and all of that goes to the disk again when a byte of it changes.
     */
    private static final int FILL_BYTES = 4 << 10;

    static QueueDirectory of(final Path log, final int number) {
        return new QueueDirectory(log.resolve(String.format("%08d", number)));
    }

    Path file() {
        return path.resolve(FILE);
    }

    int number() {
        return Integer.parseInt(path.getFileName().toString());
    }

    boolean isSegment() {
        return path.getFileName().toString().matches("\\d{8,10}") && Files.exists(file());
    }

    /** Makes the directory anew, with a file full of zeros, on disk, for Chronicle to take over. */
    void prepare(final int fileBytes) throws IOException {
        if (Files.exists(path)) {
            delete();
        }
        Files.createDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path.resolve(PRECREATED), CREATE_NEW, WRITE)) {
            final ByteBuffer zeros = ByteBuffer.allocateDirect(FILL_BYTES);
            while (channel.position() < fileBytes) {
                channel.write(zeros.clear());
            }
            channel.force(true);
        }
    }

    /** Makes the directory's own entries durable, and its own entry in the log's directory. */
    void force() throws IOException {
        force(path);
        force(path.getParent());
    }

    FileChannel open() throws IOException {
        return FileChannel.open(file(), READ, WRITE);
    }

    /** Removes the directory, the queue's file last: without it nothing else has a meaning. */
    void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (final Path file : files) {
                if (!file.equals(file())) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(file());
        Files.delete(path);
        force(path.getParent());
    }

    /** Gives the segment as a whole a name under which no log looks for one. */
    void setAside() throws IOException {
        Files.move(path, path.resolveSibling(asideName("")), ATOMIC_MOVE);
        force(path.getParent());
    }

    /** Ends the file at a position, in one step; the file as it was is kept beside it. */
    void cut(final DirectBuffer memory, final int end) throws IOException {
        final Path shortened = path.resolve(FILE + ".shortened");
        try (FileChannel channel =
                FileChannel.open(shortened, CREATE, TRUNCATE_EXISTING, WRITE)) {
            final ByteBuffer kept = memory.byteBuffer().duplicate().position(0).limit(end);
            while (kept.hasRemaining()) {
                channel.write(kept);
            }
            channel.force(true);
        }
        Files.createLink(path.resolveSibling(asideName("-from-" + end)), file());
        Files.move(shortened, file(), ATOMIC_MOVE);
        force();
    }

    private String asideName(final String what) {
        return String.format("%s%s-%d.aside", path.getFileName(), what, System.currentTimeMillis());
    }

    static void force(final Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
